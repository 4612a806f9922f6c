// Judges the films in the folder beside it as native.py does, and sends the answers back.
// Asked by its address: device (wasm, webgpu), threads, timed (frames); or example (a page).

const SIZE = 224;
const AREA = SIZE * SIZE;
const FRAMES = 5;
const FEATURES = 256;

const asked = new URLSearchParams(location.search);

const send = (answer) => fetch("answer", { method: "POST", body: JSON.stringify(answer) });

// (value − 127.5) / 127.5, channels first.
function scaled(crop) {
  const frame = new Float32Array(3 * AREA);
  for (let pixel = 0; pixel < AREA; pixel++) {
    for (let channel = 0; channel < 3; channel++) {
      frame[channel * AREA + pixel] = (crop[3 * pixel + channel] - 127.5) / 127.5;
    }
  }
  return frame;
}

// Drops the oldest of a past and appends the newest.
function shifted(past, newest) {
  past.copyWithin(0, newest.length);
  past.set(newest, past.length - newest.length);
}

function repeated(values, times) {
  const all = new Float32Array(values.length * times);
  for (let time = 0; time < times; time++) all.set(values, time * values.length);
  return all;
}

function newFace(ort, session) {
  const tensor = (data, shape) => new ort.Tensor("float32", data, shape);
  let past = null;

  async function stream(crop) {
    const frame = tensor(scaled(crop), [1, 3, SIZE, SIZE]);
    const run = (history) =>
      session.run({ frame, history: tensor(history, [1, FRAMES - 1, FEATURES]) });
    if (past === null) {
      const nothing = new Float32Array((FRAMES - 1) * FEATURES);
      past = repeated((await run(nothing)).features.data, FRAMES - 1);
    }
    const { smile_prob, emotion_logits, features } = await run(past);
    shifted(past, features.data);
    return [...smile_prob.data, ...emotion_logits.data, ...features.data];
  }

  async function sequence(crop) {
    const frame = scaled(crop);
    if (past === null) past = repeated(frame, FRAMES);
    shifted(past, frame);
    const frames = tensor(past, [1, FRAMES, 3, SIZE, SIZE]);
    const { smile_prob, emotion_logits } = await session.run({ frames });
    return [...smile_prob.data, ...emotion_logits.data];
  }

  return session.inputNames.includes("history") ? stream : sequence;
}

async function judge(ort, device, file, films, timedOn, timed) {
  const session = await ort.InferenceSession.create(file, { executionProviders: [device] });
  const answers = {};
  for (const [name, crops] of Object.entries(films)) {
    const step = newFace(ort, session);
    answers[name] = [];
    for (const crop of crops) answers[name].push(await step(crop));
  }
  const step = newFace(ort, session);
  const crops = films[timedOn];
  await step(crops[0]);
  const times_ms = [];
  for (let number = 0; number < timed; number++) {
    const begun = performance.now();
    await step(crops[number % crops.length]);
    times_ms.push(performance.now() - begun);
  }
  await session.release();
  return { answers, times_ms };
}

async function fetched(file) {
  const response = await fetch(file);
  if (!response.ok) throw new Error(`${file}: ${response.status}`);
  return response;
}

async function measure() {
  const device = asked.get("device");
  if (device === "webgpu") {
    const adapter = await navigator.gpu?.requestAdapter();
    // A card that is painted by the processor would measure the processor.
    if (!adapter || adapter.info.isFallbackAdapter) return { unavailable: true };
  }
  const ort = await import(`./node_modules/onnxruntime-web/dist/${
    device === "webgpu" ? "ort.webgpu" : "ort.wasm"}.min.mjs`);
  ort.env.wasm.numThreads = Number(asked.get("threads"));
  const { models, films, timed_on } = await (await fetched("job.json")).json();
  const crops = {};
  for (const name of films) {
    const bytes = new Uint8Array(await (await fetched(`films/${name}`)).arrayBuffer());
    crops[name] = [];
    for (let at = 0; at < bytes.length; at += 3 * AREA) {
      crops[name].push(bytes.subarray(at, at + 3 * AREA));
    }
  }
  const outcomes = {};
  for (const model of models) {
    const timed = Number(asked.get("timed"));
    outcomes[model] = await judge(ort, device, `models/${model}`, crops, timed_on, timed);
  }
  return { isolated: crossOriginIsolated, version: ort.env.versions.web, outcomes };
}

// Shows the example page as a reader would, and sends what it has written in its <output>.
async function example() {
  const frame = document.body.appendChild(document.createElement("iframe"));
  frame.src = asked.get("example");
  await new Promise((loaded) => (frame.onload = loaded));
  const output = frame.contentDocument.querySelector("output");
  const faces = frame.contentDocument.images.length;
  while (output.textContent.trim().split("\n").filter(Boolean).length < faces) {
    await new Promise((later) => setTimeout(later, 50));
  }
  return { lines: output.textContent.trim().split("\n") };
}

try {
  await send(await (asked.has("example") ? example() : measure()));
} catch (error) {
  await send({ error: String(error) });
}
