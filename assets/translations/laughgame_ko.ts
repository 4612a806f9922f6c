<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="ko_KR" sourcelanguage="en">
<context>
    <name>Act</name>
    <message>
        <source>The honking nose</source>
        <translation>빵빵 울리는 코</translation>
    </message>
    <message>
        <source>The flying pie</source>
        <translation>날아온 파이</translation>
    </message>
    <message>
        <source>The bee on the nose</source>
        <translation>코 위의 벌</translation>
    </message>
    <message>
        <source>The long sneeze</source>
        <translation>뜸 들인 재채기</translation>
    </message>
    <message>
        <source>The hat with a spring</source>
        <translation>스프링 모자</translation>
    </message>
    <message>
        <source>The runaway balloon</source>
        <translation>달아난 풍선</translation>
    </message>
    <message>
        <source>The bottomless yawn</source>
        <translation>바닥까지 하품</translation>
    </message>
    <message>
        <source>The banana is calling</source>
        <translation>바나나 전화</translation>
    </message>
    <message>
        <source>The restless toupee</source>
        <translation>제멋대로 가발</translation>
    </message>
    <message>
        <source>The laugh held in</source>
        <translation>꾹 참은 웃음</translation>
    </message>
    <message>
        <source>The hiccups</source>
        <translation>딸꾹질</translation>
    </message>
    <message>
        <source>Rain for one</source>
        <translation>혼자만 맞는 비</translation>
    </message>
    <message>
        <source>The lift</source>
        <translation>말 없는 승강기</translation>
    </message>
    <message>
        <source>The jack-in-the-box</source>
        <translation>깜짝 상자</translation>
    </message>
    <message>
        <source>The cheeky mirror</source>
        <translation>장난꾸러기 거울</translation>
    </message>
    <message>
        <source>The last bow</source>
        <translation>마지막 인사</translation>
    </message>
    <message>
        <source>A clown&apos;s act</source>
        <translation>광대의 재주</translation>
    </message>
</context>
<context>
    <name>Advice</name>
    <message>
        <source>Face the camera, mouth and all: the clock waits.</source>
        <translation>입까지 다 보이게 카메라를 봐 주세요. 시계가 기다립니다.</translation>
    </message>
    <message>
        <source>Come closer: your face is too small to read.</source>
        <translation>더 가까이 오세요. 얼굴이 너무 작습니다.</translation>
    </message>
    <message>
        <source>Too dark. A lamp before you works wonders.</source>
        <translation>너무 어둡습니다. 앞쪽에 불을 켜 보세요.</translation>
    </message>
    <message>
        <source>Too bright. Turn the lamp or the curtain.</source>
        <translation>너무 밝습니다. 조명이나 커튼을 돌려 보세요.</translation>
    </message>
    <message>
        <source>Look here: you are turned away.</source>
        <translation>여기를 보세요. 고개가 돌아갔습니다.</translation>
    </message>
    <message>
        <source>Show your mouth: that is where laughs live.</source>
        <translation>입을 보여 주세요. 웃음은 입에 삽니다.</translation>
    </message>
    <message>
        <source>Open your eyes: sleeping does not count.</source>
        <translation>눈을 뜨세요. 잠은 버틴 시간이 아닙니다.</translation>
    </message>
    <message>
        <source>You laughed. Calmly this time.</source>
        <translation>웃으셨네요? 이번에는 차분하게.</translation>
    </message>
    <message>
        <source>That was a smile already. Let your face hang.</source>
        <translation>이미 웃는 얼굴입니다. 얼굴에 힘을 빼 보세요.</translation>
    </message>
    <message>
        <source>No smile came. Space goes on without it.</source>
        <translation>웃음이 안 보입니다. Space를 누르면 넘어갑니다.</translation>
    </message>
</context>
<context>
    <name>BoardRow</name>
    <message>
        <source>personal best</source>
        <translation>개인 최고</translation>
    </message>
</context>
<context>
    <name>BombRow</name>
    <message>
        <source>{time} s</source>
        <translation>{time}초</translation>
    </message>
    <message>
        <source>{count} laughs</source>
        <translation>웃음 {count}번</translation>
    </message>
</context>
<context>
    <name>CameraPage</name>
    <message>
        <source>Looking for cameras …</source>
        <translation>카메라를 찾는 중 …</translation>
    </message>
    <message>
        <source>Who is watching?</source>
        <translation>누가 지켜볼까요?</translation>
    </message>
    <message>
        <source>Pictures are judged in memory and never leave this computer.</source>
        <translation>영상은 메모리에서만 판정하고 이 컴퓨터를 떠나지 않습니다.</translation>
    </message>
    <message>
        <source>Look again</source>
        <translation>다시 찾기</translation>
    </message>
    <message>
        <source>No camera found</source>
        <translation>카메라가 없습니다</translation>
    </message>
    <message>
        <source>1. Plug it in, or open its privacy shutter.</source>
        <translation>1. 카메라를 꽂거나, 렌즈 덮개를 열어 주세요.</translation>
    </message>
    <message>
        <source>2. Close other programs that use it: calls, streams.</source>
        <translation>2. 화상 통화나 방송처럼 카메라를 쓰는 프로그램을 닫아 주세요.</translation>
    </message>
    <message>
        <source>3. Allow the camera in your system&apos;s privacy settings.</source>
        <translation>3. 시스템의 개인정보 설정에서 카메라를 허용해 주세요.</translation>
    </message>
    <message>
        <source>Then look again. Until then the demo player keeps you company.</source>
        <translation>그런 다음 다시 찾아보세요. 그때까지는 시범 선수가 함께합니다.</translation>
    </message>
    <message>
        <source>Then look again.</source>
        <translation>그런 다음 다시 찾아보세요.</translation>
    </message>
    <message>
        <source>Automatic</source>
        <translation>자동</translation>
    </message>
    <message>
        <source>The first camera, or else the demo player</source>
        <translation>첫 카메라, 없으면 시범 선수</translation>
    </message>
    <message>
        <source>Demo player</source>
        <translation>시범 선수</translation>
    </message>
    <message>
        <source>not connected</source>
        <translation>연결되지 않음</translation>
    </message>
    <message>
        <source>waiting for its picture</source>
        <translation>화면을 기다리는 중</translation>
    </message>
    <message>
        <source>busy elsewhere</source>
        <translation>다른 프로그램이 쓰고 있습니다</translation>
    </message>
    <message>
        <source>may not be used</source>
        <translation>쓸 권한이 없습니다</translation>
    </message>
    <message>
        <source>shows no picture</source>
        <translation>보여 줄 화면이 없습니다</translation>
    </message>
</context>
<context>
    <name>CameraView</name>
    <message>
        <source>Demo player,
no camera in use</source>
        <translation>시범 선수
카메라를 쓰지 않습니다</translation>
    </message>
    <message>
        <source>Video never leaves
this computer</source>
        <translation>영상은 이 컴퓨터를
떠나지 않습니다</translation>
    </message>
    <message>
        <source>Camera picture</source>
        <translation>카메라 화면</translation>
    </message>
</context>
<context>
    <name>Caption</name>
    <message>
        <source>Time out.</source>
        <translation>작전 타임!</translation>
    </message>
    <message>
        <source>Where did you go?</source>
        <translation>어디 가셨습니까?</translation>
    </message>
    <message>
        <source>That is a real laugh!</source>
        <translation>진심으로 웃고 있습니다!</translation>
    </message>
    <message>
        <source>That corner is moving!</source>
        <translation>입꼬리가 올라갑니다!</translation>
    </message>
    <message>
        <source>All teeth, no joy.</source>
        <translation>영혼 없는 웃음입니다.</translation>
    </message>
    <message>
        <source>A polite little smile.</source>
        <translation>영업용 미소입니다.</translation>
    </message>
    <message>
        <source>Holding it in!</source>
        <translation>웃음을 꾹 참고 있습니다!</translation>
    </message>
    <message>
        <source>Caught smirking!</source>
        <translation>비웃다 걸렸습니다!</translation>
    </message>
    <message>
        <source>A smirk, not a laugh.</source>
        <translation>비웃음이 새어 나왔습니다.</translation>
    </message>
    <message>
        <source>Not a muscle moved.</source>
        <translation>미동도 없습니다.</translation>
    </message>
    <message>
        <source>Straight face holds.</source>
        <translation>아직은 멀쩡합니다.</translation>
    </message>
</context>
<context>
    <name>CheckPanel</name>
    <message>
        <source>Entrance exam</source>
        <translation>심판 검사</translation>
    </message>
    <message>
        <source>Exam result</source>
        <translation>검사 결과</translation>
    </message>
    <message>
        <source>Choose again</source>
        <translation>다시 선택</translation>
    </message>
    <message>
        <source>Choose another</source>
        <translation>다른 파일</translation>
    </message>
    <message>
        <source>Copied!</source>
        <translation>복사했습니다!</translation>
    </message>
    <message>
        <source>Copy details</source>
        <translation>내용 복사</translation>
    </message>
    <message>
        <source>Break off</source>
        <translation>검사 중단</translation>
    </message>
    <message>
        <source>Previous model</source>
        <translation>이전 모델</translation>
    </message>
    <message>
        <source>Back to {name}</source>
        <translation>되돌리기: {name}</translation>
    </message>
    <message>
        <source>Five steps. Until a model passes them, the referee stays on.</source>
        <translation>다섯 단계를 통과할 때까지 지금 심판이 판정합니다.</translation>
    </message>
    <message>
        <source>Under examination.</source>
        <translation>검사하는 중입니다.</translation>
    </message>
    <message>
        <source>Under examination. The match goes on meanwhile.</source>
        <translation>검사하는 중입니다. 경기는 그대로 이어집니다.</translation>
    </message>
    <message>
        <source>Passed. But it cannot tell a laugh from a straight face.</source>
        <translation>통과했습니다. 다만 웃는 얼굴과 무표정을 구별하지 못합니다.</translation>
    </message>
    <message>
        <source>Passed! The new referee is on from this very moment.</source>
        <translation>합격! 지금부터 새 심판이 판정합니다.</translation>
    </message>
    <message>
        <source>Fix: {fix}</source>
        <translation>고치려면: {fix}</translation>
    </message>
    <message>
        <source>Nobody judges until a model passes.</source>
        <translation>모델이 합격할 때까지 판정을 쉽니다.</translation>
    </message>
    <message>
        <source>Don&apos;t worry. {reassurance}</source>
        <translation>걱정 마세요. {reassurance}</translation>
    </message>
</context>
<context>
    <name>Clip</name>
    <message>
        <source>{time} s</source>
        <translation>{time}초</translation>
    </message>
</context>
<context>
    <name>Deck</name>
    <message>
        <source>The clown is on. Look, and keep still.</source>
        <translation>광대가 나왔습니다. 보되, 무표정으로 버티세요.</translation>
    </message>
    <message>
        <source>A picture of your own. Look, and keep still.</source>
        <translation>직접 넣은 그림입니다. 보되, 무표정으로 버티세요.</translation>
    </message>
    <message>
        <source>A sound of your own. Listen, and keep still.</source>
        <translation>직접 넣은 소리입니다. 듣되, 무표정으로 버티세요.</translation>
    </message>
    <message>
        <source>A video of your own. Watch, and keep still.</source>
        <translation>직접 넣은 영상입니다. 보되, 무표정으로 버티세요.</translation>
    </message>
    <message>
        <source>joke</source>
        <translation>농담</translation>
    </message>
    <message>
        <source>jokes</source>
        <translation>농담</translation>
    </message>
    <message>
        <source>act</source>
        <translation>광대 연기</translation>
    </message>
    <message>
        <source>acts</source>
        <translation>광대 연기</translation>
    </message>
    <message>
        <source>picture</source>
        <translation>그림</translation>
    </message>
    <message>
        <source>pictures</source>
        <translation>그림</translation>
    </message>
    <message>
        <source>sound</source>
        <translation>소리</translation>
    </message>
    <message>
        <source>sounds</source>
        <translation>소리</translation>
    </message>
    <message>
        <source>video</source>
        <translation>영상</translation>
    </message>
    <message>
        <source>videos</source>
        <translation>영상</translation>
    </message>
    <message>
        <source>It is not there any more: put it back, then look again.</source>
        <translation>파일이 이제 없습니다. 되돌려 놓고 다시 찾으세요.</translation>
    </message>
    <message>
        <source>It is empty: copy it anew.</source>
        <translation>빈 파일입니다. 다시 복사하세요.</translation>
    </message>
    <message>
        <source>It is too large: {most} at most.</source>
        <translation>너무 큽니다. 최대 {most}까지 됩니다.</translation>
    </message>
    <message>
        <source>It may not be read: allow it in the system, then look again.</source>
        <translation>읽을 수 없습니다. 시스템에서 허용하고 다시 찾으세요.</translation>
    </message>
    <message>
        <source>A link out of the folder: put the file itself here.</source>
        <translation>폴더 밖을 가리키는 링크입니다. 파일 자체를 넣으세요.</translation>
    </message>
    <message>
        <source>Its name cannot be written down: give it another one.</source>
        <translation>이름을 적을 수 없습니다. 다른 이름을 붙이세요.</translation>
    </message>
    <message>
        <source>{kind} is not played here: save it as JPEG or PNG, MP3, or MP4 (H.264).</source>
        <translation>{kind} 파일은 쓸 수 없습니다. JPEG나 PNG, MP3, MP4(H.264)로 저장하세요.</translation>
    </message>
    <message>
        <source>It is called {kind} but is something else: save it anew.</source>
        <translation>이름은 {kind}인데 내용이 다릅니다. 다시 저장하세요.</translation>
    </message>
    <message>
        <source>It is damaged, or of a kind nobody knows: save it anew.</source>
        <translation>손상되었거나 알 수 없는 형식입니다. 다시 저장하세요.</translation>
    </message>
    <message>
        <source>Sounds and videos cannot be played on this computer: install the game anew.</source>
        <translation>이 컴퓨터에서는 소리와 영상을 틀 수 없습니다. 게임을 다시 설치하세요.</translation>
    </message>
    <message>
        <source>No file of jokes: {detail}</source>
        <translation>농담 파일이 아닙니다: {detail}</translation>
    </message>
    <message>
        <source>This video&apos;s codec is not here: convert it to MP4 (H.264) or WebM.</source>
        <translation>이 영상의 코덱이 없습니다. MP4(H.264)나 WebM으로 변환하세요.</translation>
    </message>
    <message>
        <source>This video&apos;s codec ({codec}) is not here: convert it to MP4 (H.264) or WebM.</source>
        <translation>이 영상의 코덱({codec})이 없습니다. MP4(H.264)나 WebM으로 변환하세요.</translation>
    </message>
    <message>
        <source>{title} is skipped.</source>
        <translation>{title}: 건너뜁니다.</translation>
    </message>
    <message>
        <source>The folder is not there. Plug its disk in and look again, or choose another.</source>
        <translation>폴더가 없습니다. 디스크를 연결하고 다시 찾거나 다른 폴더를 고르세요.</translation>
    </message>
    <message>
        <source>This is a file, not a folder. Choose the folder around it.</source>
        <translation>폴더가 아니라 파일입니다. 파일이 든 폴더를 고르세요.</translation>
    </message>
    <message>
        <source>The folder may not be read. Allow it in the system, then look again.</source>
        <translation>폴더를 읽을 수 없습니다. 시스템에서 허용하고 다시 찾으세요.</translation>
    </message>
    <message>
        <source>Pictures (JPEG, PNG, GIF, WebP), sounds (MP3, WAV, OGG, M4A), videos (MP4, WebM, MOV) and files of jokes (TOML). Folders in it are looked through, {levels} levels deep.</source>
        <translation>그림(JPEG, PNG, GIF, WebP), 소리(MP3, WAV, OGG, M4A), 영상(MP4, WebM, MOV), 농담 파일(TOML)을 넣으세요. 안쪽 폴더는 {levels}단계까지 찾습니다.</translation>
    </message>
</context>
<context>
    <name>DeckPage</name>
    <message>
        <source>Jokes</source>
        <translation>농담</translation>
    </message>
    <message>
        <source>The clown&apos;s acts</source>
        <translation>광대 연기</translation>
    </message>
    <message>
        <source>A set-up, a pause, a punch line. Told in any case where nothing else is on.</source>
        <translation>뜸을 들이다 한 방. 다른 것이 없으면 꺼도 나옵니다.</translation>
    </message>
    <message>
        <source>The illustrated clown takes the stage.</source>
        <translation>그림 광대가 무대에 오릅니다.</translation>
    </message>
    <message>
        <source>Your own folder</source>
        <translation>내 폴더</translation>
    </message>
    <message>
        <source>Open the folder</source>
        <translation>폴더 열기</translation>
    </message>
    <message>
        <source>Forget the folder</source>
        <translation>폴더 빼기</translation>
    </message>
    <message>
        <source>Stop looking</source>
        <translation>그만 찾기</translation>
    </message>
    <message>
        <source>Look again</source>
        <translation>다시 찾기</translation>
    </message>
    <message>
        <source>None is chosen yet. What can be played from one:</source>
        <translation>아직 고른 폴더가 없습니다. 이런 것을 틀 수 있습니다.</translation>
    </message>
    <message>
        <source>Looking through it …</source>
        <translation>폴더를 살펴보는 중입니다 …</translation>
    </message>
    <message>
        <source>Looking through it: {done} of {total}</source>
        <translation>폴더를 살펴보는 중입니다: {total}개 중 {done}개</translation>
    </message>
    <message>
        <source>You stopped the look: nothing of it is played until you look again.</source>
        <translation>찾기를 멈췄습니다. 다시 찾을 때까지 여기서는 아무것도 나오지 않습니다.</translation>
    </message>
    <message>
        <source>There is nothing in it to play yet.</source>
        <translation>아직 틀 것이 없습니다.</translation>
    </message>
    <message>
        <source>Played from the next game on, never copied and never sent.</source>
        <translation>다음 경기부터 나옵니다. 복사하지도 보내지도 않습니다.</translation>
    </message>
    <message>
        <source>It holds more than the deck: {count} files are left out.</source>
        <translation>너무 많아서 파일 {count}개는 뺐습니다.</translation>
    </message>
    <message>
        <source>One file is not played</source>
        <translation>파일 1개는 쓸 수 없습니다</translation>
    </message>
    <message>
        <source>{count} files are not played, among them:</source>
        <translation>파일 {count}개는 쓸 수 없습니다. 그중 일부입니다.</translation>
    </message>
    <message>
        <source>{count} files are not played</source>
        <translation>파일 {count}개는 쓸 수 없습니다</translation>
    </message>
    <message>
        <source>Choose a folder</source>
        <translation>폴더 고르기</translation>
    </message>
</context>
<context>
    <name>DifficultyPage</name>
    <message>
        <source>Strictness</source>
        <translation>엄격함</translation>
    </message>
    <message>
        <source>The line</source>
        <translation>기준선</translation>
    </message>
    <message>
        <source>A smile over this line is a laugh. Higher forgives more.</source>
        <translation>웃음이 이 선을 넘으면 걸립니다. 높을수록 너그럽습니다.</translation>
    </message>
    <message>
        <source>Hold</source>
        <translation>버티기</translation>
    </message>
    <message>
        <source>How long a smile may stay over the line. Longer forgives more.</source>
        <translation>선을 넘어도 이만큼은 봐줍니다. 길수록 너그럽습니다.</translation>
    </message>
    <message>
        <source>Warning zone</source>
        <translation>경고 구간</translation>
    </message>
    <message>
        <source>How early the yellow warning comes, right under the line.</source>
        <translation>기준선 아래 어디부터 노란 경고가 뜰지 정합니다.</translation>
    </message>
    <message>
        <source>Smoothing</source>
        <translation>흔들림 잡기</translation>
    </message>
    <message>
        <source>Calms a twitchy reading. Longer is calmer, but later.</source>
        <translation>출렁이는 점수를 고르게 합니다. 길수록 차분하지만 늦습니다.</translation>
    </message>
    <message>
        <source>Dip</source>
        <translation>내려감 허용</translation>
    </message>
    <message>
        <source>A dip under the line this small does not stop the hold.</source>
        <translation>선 아래로 이만큼 내려가도 버틴 시간은 이어집니다.</translation>
    </message>
    <message>
        <source>Two-stage judging</source>
        <translation>2단계 판정</translation>
    </message>
    <message>
        <source>Judges only once happy tops 50%. A smirk goes free.</source>
        <translation>행복이 50%를 넘어야 판정합니다. 비웃음은 봐줍니다.</translation>
    </message>
    <message>
        <source>What it does</source>
        <translation>이렇게 판정합니다</translation>
    </message>
    <message>
        <source>A made-up face, judged by your rules.</source>
        <translation>가상의 표정을 지금 규칙으로 판정한 결과입니다.</translation>
    </message>
    <message>
        <source>talking</source>
        <translation>말하기</translation>
    </message>
    <message>
        <source>forced smile</source>
        <translation>억지웃음</translation>
    </message>
    <message>
        <source>real laugh</source>
        <translation>진짜 웃음</translation>
    </message>
    <message>
        <source>Undo reset</source>
        <translation>되돌리기</translation>
    </message>
    <message>
        <source>Reset to defaults</source>
        <translation>기본값으로</translation>
    </message>
    <message>
        <source>The forced smile is already OUT.</source>
        <translation>억지웃음도 OUT입니다.</translation>
    </message>
    <message>
        <source>Only the real laugh is OUT.</source>
        <translation>진짜 웃음만 OUT입니다.</translation>
    </message>
    <message>
        <source>Odd: only the forced smile is OUT.</source>
        <translation>어라, 억지웃음만 OUT입니다.</translation>
    </message>
    <message>
        <source>Nobody is OUT here. Very kind.</source>
        <translation>아무도 OUT이 아닙니다. 참 너그럽습니다.</translation>
    </message>
</context>
<context>
    <name>DropZone</name>
    <message>
        <source>Let go. The exam starts at once.</source>
        <translation>놓으세요. 바로 검사합니다.</translation>
    </message>
    <message>
        <source>Bring in a new referee</source>
        <translation>새 심판을 불러오세요</translation>
    </message>
    <message>
        <source>You can also drop an ONNX file here.</source>
        <translation>ONNX 파일을 여기에 끌어다 놓아도 됩니다.</translation>
    </message>
    <message>
        <source>Choose file</source>
        <translation>파일 선택</translation>
    </message>
</context>
<context>
    <name>DuelGauge</name>
    <message>
        <source>raw {value}</source>
        <translation>원래 {value}</translation>
    </message>
</context>
<context>
    <name>Emotion</name>
    <message>
        <source>neutral</source>
        <translation>중립</translation>
    </message>
    <message>
        <source>angry</source>
        <translation>분노</translation>
    </message>
    <message>
        <source>disgust</source>
        <translation>혐오</translation>
    </message>
    <message>
        <source>fear</source>
        <translation>공포</translation>
    </message>
    <message>
        <source>happy</source>
        <translation>행복</translation>
    </message>
    <message>
        <source>sad</source>
        <translation>슬픔</translation>
    </message>
    <message>
        <source>surprise</source>
        <translation>놀람</translation>
    </message>
</context>
<context>
    <name>EmotionChart</name>
    <message>
        <source>Emotions</source>
        <translation>감정</translation>
    </message>
</context>
<context>
    <name>FolderZone</name>
    <message>
        <source>Bring your own</source>
        <translation>내 것으로 웃기기</translation>
    </message>
    <message>
        <source>Let go. It is looked through at once.</source>
        <translation>놓으세요. 바로 살펴봅니다.</translation>
    </message>
    <message>
        <source>You can also drop a folder of pictures, sounds and videos here.</source>
        <translation>그림, 소리, 영상이 든 폴더를 여기에 끌어다 놓아도 됩니다.</translation>
    </message>
    <message>
        <source>Choose folder</source>
        <translation>폴더 고르기</translation>
    </message>
</context>
<context>
    <name>GeneralPage</name>
    <message>
        <source>System</source>
        <translation>시스템</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>언어</translation>
    </message>
    <message>
        <source>Changes at once, mid-match too.</source>
        <translation>경기 중에도 바로 바뀝니다.</translation>
    </message>
    <message>
        <source>Night match</source>
        <translation>야간 경기</translation>
    </message>
    <message>
        <source>Day match</source>
        <translation>주간 경기</translation>
    </message>
    <message>
        <source>Look</source>
        <translation>테마</translation>
    </message>
    <message>
        <source>A night match is dark, a day match is light.</source>
        <translation>야간 경기는 어둡고, 주간 경기는 밝습니다.</translation>
    </message>
    <message>
        <source>Mirror the picture</source>
        <translation>거울처럼 보기</translation>
    </message>
    <message>
        <source>You see yourself as in a mirror. The verdict stays the same.</source>
        <translation>거울을 보듯 좌우를 바꿉니다. 판정은 그대로입니다.</translation>
    </message>
    <message>
        <source>Speed in the corner</source>
        <translation>구석에 속도 표시</translation>
    </message>
    <message>
        <source>Frames per second and lag, in small print.</source>
        <translation>초당 프레임 수와 지연을 작게 보여 줍니다.</translation>
    </message>
    <message>
        <source>Less motion</source>
        <translation>움직임 줄이기</translation>
    </message>
    <message>
        <source>Cuts only: no tilting, no shaking, no sliding.</source>
        <translation>기울기, 흔들림, 미끄러짐 없이 바로 바뀝니다.</translation>
    </message>
    <message>
        <source>Volume</source>
        <translation>소리 크기</translation>
    </message>
    <message>
        <source>Whistle, wood block, heartbeat and laughter.</source>
        <translation>호루라기, 우드블록, 심장 소리, 그리고 웃음소리입니다.</translation>
    </message>
    <message>
        <source>Mute</source>
        <translation>음소거</translation>
    </message>
    <message>
        <source>Not a sound, on every screen. M does it at once.</source>
        <translation>어느 화면에서든 조용합니다. M 키로 바로 바꿀 수 있습니다.</translation>
    </message>
    <message>
        <source>No mouse needed</source>
        <translation>마우스 없이도 됩니다</translation>
    </message>
    <message>
        <source>next</source>
        <translation>다음</translation>
    </message>
    <message>
        <source>change</source>
        <translation>바꾸기</translation>
    </message>
    <message>
        <source>switch, press</source>
        <translation>켜고 끄기, 누르기</translation>
    </message>
    <message>
        <source>scroll</source>
        <translation>넘기기</translation>
    </message>
    <message>
        <source>close</source>
        <translation>닫기</translation>
    </message>
</context>
<context>
    <name>GradeScreen</name>
    <message>
        <source>Home</source>
        <translation>처음으로</translation>
    </message>
    <message>
        <source>Home (Esc)</source>
        <translation>처음으로 (Esc)</translation>
    </message>
    <message>
        <source>One more!</source>
        <translation>한 판 더!</translation>
    </message>
    <message>
        <source>Next: {name}</source>
        <translation>다음: {name}</translation>
    </message>
    <message>
        <source>{what} (Enter)</source>
        <translation>{what} (Enter)</translation>
    </message>
    <message>
        <source>{name}: no face was seen</source>
        <translation>{name}: 얼굴이 안 보였습니다</translation>
    </message>
    <message>
        <source>{name}: {score} of 100</source>
        <translation>{name}: 100점 만점에 {score}점</translation>
    </message>
    <message>
        <source>Nobody can be imitated from behind the curtain.</source>
        <translation>커튼 뒤에서는 따라 할 수 없습니다.</translation>
    </message>
    <message>
        <source>Is that a mirror?</source>
        <translation>거울을 보는 줄 알았습니다.</translation>
    </message>
    <message>
        <source>Twins, but for the shoes.</source>
        <translation>신발만 다른 쌍둥이입니다.</translation>
    </message>
    <message>
        <source>A cousin, twice removed.</source>
        <translation>먼 친척쯤 됩니다.</translation>
    </message>
    <message>
        <source>Two strangers in a lift.</source>
        <translation>승강기에서 처음 만난 사이입니다.</translation>
    </message>
    <message>
        <source>personal best: {name}</source>
        <translation>개인 최고 기록: {name}</translation>
    </message>
    <message>
        <source>not kept yet; it is tried again</source>
        <translation>아직 기록하지 못해 다시 시도합니다</translation>
    </message>
    <message>
        <source>the model</source>
        <translation>본보기</translation>
    </message>
    <message>
        <source>the others ◀ ▶</source>
        <translation>다른 선수 ◀ ▶</translation>
    </message>
    <message>
        <source>0 s</source>
        <translation>0초</translation>
    </message>
    <message>
        <source>{time} s</source>
        <translation>{time}초</translation>
    </message>
    <message>
        <source>Table</source>
        <translation>순위표</translation>
    </message>
    <message>
        <source>alike</source>
        <translation>닮은 정도</translation>
    </message>
</context>
<context>
    <name>Health</name>
    <message>
        <source>Version</source>
        <translation>버전</translation>
    </message>
    <message>
        <source>The game&apos;s own models</source>
        <translation>기본 모델</translation>
    </message>
    <message>
        <source>Your model</source>
        <translation>내 모델</translation>
    </message>
    <message>
        <source>Face detector</source>
        <translation>얼굴 찾기</translation>
    </message>
    <message>
        <source>Covered faces</source>
        <translation>가린 얼굴 알아보기</translation>
    </message>
    <message>
        <source>Calm is SAFE, a laugh is OUT</source>
        <translation>무표정은 SAFE, 웃음은 OUT</translation>
    </message>
    <message>
        <source>Cameras</source>
        <translation>카메라</translation>
    </message>
    <message>
        <source>Camera driver</source>
        <translation>카메라 드라이버</translation>
    </message>
    <message>
        <source>Screen</source>
        <translation>화면</translation>
    </message>
    <message>
        <source>Korean letters</source>
        <translation>한글 글꼴</translation>
    </message>
    <message>
        <source>Sounds and videos</source>
        <translation>소리와 영상</translation>
    </message>
    <message>
        <source>Languages</source>
        <translation>언어</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>설정</translation>
    </message>
    <message>
        <source>Free disk space</source>
        <translation>디스크 여유 공간</translation>
    </message>
    <message>
        <source>Processor cores</source>
        <translation>프로세서 코어</translation>
    </message>
    <message>
        <source>It does not tell a laugh from a straight face: choose another one.</source>
        <translation>웃는 얼굴과 무표정을 구별하지 못합니다. 다른 모델을 고르세요.</translation>
    </message>
    <message>
        <source>None can be used: plug one in, or allow the game to use it. Until then the demo player plays.</source>
        <translation>쓸 수 있는 카메라가 없습니다. 연결하거나, 게임이 쓰도록 허용하세요. 그때까지는 시범 선수가 나섭니다.</translation>
    </message>
    <message>
        <source>OpenCV lacks this system&apos;s own. Cameras may not open: reinstall the game.</source>
        <translation>OpenCV에 이 시스템용 드라이버가 없어 카메라가 열리지 않을 수 있습니다. 게임을 다시 설치하세요.</translation>
    </message>
    <message>
        <source>It did not pass: choose another one. The game&apos;s own referee plays on.</source>
        <translation>검사를 통과하지 못했습니다. 다른 모델을 고르세요. 그동안 기본 심판이 맡습니다.</translation>
    </message>
    <message>
        <source>The system tells of none. What you see here is enough.</source>
        <translation>시스템에는 화면이 없다고 나옵니다. 지금 이 창이 보이면 괜찮습니다.</translation>
    </message>
    <message>
        <source>No font has them: install one, such as Noto Sans CJK.</source>
        <translation>한글 글꼴이 없습니다. Noto Sans CJK 같은 글꼴을 설치하세요.</translation>
    </message>
    <message>
        <source>They cannot be played. Jokes and acts still can.</source>
        <translation>재생할 수 없습니다. 농담과 광대 연기는 그대로 나옵니다.</translation>
    </message>
    <message>
        <source>The file cannot be used. The game keeps it and plays with the defaults.</source>
        <translation>설정 파일을 쓸 수 없습니다. 파일은 그대로 두고 기본값으로 진행합니다.</translation>
    </message>
    <message>
        <source>There is little left: make room, or results may soon not be kept.</source>
        <translation>얼마 남지 않았습니다. 공간을 비우지 않으면 곧 기록을 남기지 못할 수 있습니다.</translation>
    </message>
    <message>
        <source>There is more than one, or one that does not fit: reinstall the game.</source>
        <translation>여러 개가 있거나 맞지 않는 것이 있습니다. 게임을 다시 설치하세요.</translation>
    </message>
    <message>
        <source>Part of the game is missing or damaged: reinstall it.</source>
        <translation>게임의 일부가 없거나 망가졌습니다. 다시 설치하세요.</translation>
    </message>
</context>
<context>
    <name>HelpPage</name>
    <message>
        <source>Something wrong? The referee takes a look.</source>
        <translation>문제가 있으면 심판이 살펴봅니다.</translation>
    </message>
    <message>
        <source>Let the game examine itself, and copy a report for whoever helps you. There is no picture in it and no player&apos;s name, and it goes nowhere by itself.</source>
        <translation>게임이 스스로 점검하게 하고, 도와줄 사람에게 보낼 보고서를 복사하세요. 보고서에는 사진도 선수 이름도 없고, 저절로 보내지지 않습니다.</translation>
    </message>
    <message>
        <source>The last game ended unexpectedly</source>
        <translation>지난번 게임이 갑자기 끝났습니다</translation>
    </message>
    <message>
        <source>Check-up</source>
        <translation>점검</translation>
    </message>
    <message>
        <source>Open the log folder</source>
        <translation>로그 폴더 열기</translation>
    </message>
    <message>
        <source>Keys at hand</source>
        <translation>쓸 수 있는 키</translation>
    </message>
    <message>
        <source>A report without pictures was kept: {file}. It goes into the copied report, too.</source>
        <translation>사진 없는 오류 기록을 남겼습니다: {file}. 복사한 보고서에도 들어갑니다.</translation>
    </message>
    <message>
        <source>Copied!</source>
        <translation>복사했습니다!</translation>
    </message>
    <message>
        <source>Copy report</source>
        <translation>보고서 복사</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>그만하기</translation>
    </message>
    <message>
        <source>Examine again</source>
        <translation>다시 점검</translation>
    </message>
    <message>
        <source>Examine the game</source>
        <translation>게임 점검</translation>
    </message>
    <message>
        <source>{done} of {total}: {name} …</source>
        <translation>{total}개 중 {done}번째: {name} …</translation>
    </message>
    <message>
        <source>You stopped it: this is as far as it went.</source>
        <translation>점검을 멈췄습니다. 여기까지 살펴봤습니다.</translation>
    </message>
    <message>
        <source>It takes some seconds; a match goes on meanwhile.</source>
        <translation>몇 초 걸립니다. 그동안 경기는 계속됩니다.</translation>
    </message>
    <message>
        <source>Something is broken. Here is what to do:</source>
        <translation>고장 난 곳이 있습니다. 이렇게 하세요:</translation>
    </message>
    <message>
        <source>The game can be played, but not all of it:</source>
        <translation>게임은 할 수 있지만, 안 되는 것이 있습니다:</translation>
    </message>
    <message>
        <source>All is well.</source>
        <translation>모두 정상입니다.</translation>
    </message>
</context>
<context>
    <name>Keepsakes</name>
    <message>
        <source>GIF (*.gif)</source>
        <translation>GIF (*.gif)</translation>
    </message>
    <message>
        <source>Film (*.mp4)</source>
        <translation>영상 (*.mp4)</translation>
    </message>
    <message>
        <source>Picture (*.png)</source>
        <translation>그림 (*.png)</translation>
    </message>
    <message>
        <source>Where to?</source>
        <translation>어디에 저장할까요?</translation>
    </message>
</context>
<context>
    <name>Keys</name>
    <message>
        <source>Everywhere</source>
        <translation>어디서나</translation>
    </message>
    <message>
        <source>settings, and back</source>
        <translation>설정 열기, 닫기</translation>
    </message>
    <message>
        <source>this page, and back</source>
        <translation>이 도움말 열기, 닫기</translation>
    </message>
    <message>
        <source>one step back</source>
        <translation>한 단계 뒤로</translation>
    </message>
    <message>
        <source>mute, and be heard again</source>
        <translation>음소거, 다시 켜기</translation>
    </message>
    <message>
        <source>dark, light</source>
        <translation>테마(어둡게, 밝게)</translation>
    </message>
    <message>
        <source>full screen, and back</source>
        <translation>전체 화면, 되돌리기</translation>
    </message>
    <message>
        <source>safe mode: the demo player, the game&apos;s own referee</source>
        <translation>안전 모드: 시범 선수와 기본 심판</translation>
    </message>
    <message>
        <source>on to the next button</source>
        <translation>다음 버튼으로</translation>
    </message>
    <message>
        <source>On the title</source>
        <translation>첫 화면에서</translation>
    </message>
    <message>
        <source>kick off</source>
        <translation>경기 시작</translation>
    </message>
    <message>
        <source>choose the game</source>
        <translation>경기 고르기</translation>
    </message>
    <message>
        <source>who plays</source>
        <translation>선수 적기</translation>
    </message>
    <message>
        <source>calibrate all faces anew</source>
        <translation>얼굴 보정 다시 하기</translation>
    </message>
    <message>
        <source>records</source>
        <translation>기록</translation>
    </message>
    <message>
        <source>In play</source>
        <translation>경기 중에</translation>
    </message>
    <message>
        <source>pause, go on</source>
        <translation>일시 정지, 계속</translation>
    </message>
    <message>
        <source>start over</source>
        <translation>새로 시작</translation>
    </message>
    <message>
        <source>gentle, classic, strict, your own rules</source>
        <translation>너그럽게, 기본, 깐깐하게, 내 방식</translation>
    </message>
    <message>
        <source>mirror the picture</source>
        <translation>거울처럼 보기</translation>
    </message>
    <message>
        <source>frames per second, show or hide</source>
        <translation>초당 프레임 수 표시</translation>
    </message>
    <message>
        <source>After a card, and on results</source>
        <translation>카드를 받은 뒤, 결과에서</translation>
    </message>
    <message>
        <source>fair enough, go on</source>
        <translation>인정하고 계속</translation>
    </message>
    <message>
        <source>object</source>
        <translation>이의 있음</translation>
    </message>
    <message>
        <source>grant it: that was no laugh</source>
        <translation>웃음이 아니었다고 인정</translation>
    </message>
    <message>
        <source>watch it once more</source>
        <translation>한 번 더 보기</translation>
    </message>
    <message>
        <source>save the clip, share the card</source>
        <translation>장면 저장, 자랑 카드</translation>
    </message>
    <message>
        <source>the other players</source>
        <translation>다른 선수</translation>
    </message>
</context>
<context>
    <name>LiveVerdict</name>
    <message>
        <source>The game goes on</source>
        <translation>경기는 계속됩니다</translation>
    </message>
</context>
<context>
    <name>Loading</name>
    <message>
        <source>Loading the judge: libraries</source>
        <translation>심판을 부르는 중: 라이브러리</translation>
    </message>
    <message>
        <source>Loading the judge: model</source>
        <translation>심판을 부르는 중: 모델</translation>
    </message>
    <message>
        <source>Loading the judge: face detector</source>
        <translation>심판을 부르는 중: 얼굴 찾기</translation>
    </message>
    <message>
        <source>Loading the judge: camera</source>
        <translation>심판을 부르는 중: 카메라</translation>
    </message>
    <message>
        <source>Coming up!</source>
        <translation>곧 시작합니다!</translation>
    </message>
    <message>
        <source>A part of the game cannot be loaded: {name}</source>
        <translation>게임의 일부를 불러올 수 없습니다: {name}</translation>
    </message>
    <message>
        <source>Close the window and install the game again; the log knows why.</source>
        <translation>창을 닫고 게임을 다시 설치하세요. 까닭은 로그에 있습니다.</translation>
    </message>
    <message>
        <source>Install the game again. The log knows why: {file}</source>
        <translation>게임을 다시 설치하세요. 까닭은 로그에 있습니다: {file}</translation>
    </message>
</context>
<context>
    <name>MainWindow</name>
    <message>
        <source>Player 1</source>
        <translation>선수 1</translation>
    </message>
    <message>
        <source>Player 2</source>
        <translation>선수 2</translation>
    </message>
    <message>
        <source>LaughGame</source>
        <translation>웃지마게임</translation>
    </message>
</context>
<context>
    <name>Match</name>
    <message>
        <source>Space: go on without it</source>
        <translation>Space: 건너뛰기</translation>
    </message>
    <message>
        <source>And now your biggest smile!</source>
        <translation>이제 활짝 웃어 보세요!</translation>
    </message>
    <message>
        <source>{name}, look calm and read this aloud:</source>
        <translation>{name}, 차분한 얼굴로 소리 내어 읽어 주세요:</translation>
    </message>
    <message>
        <source>The referee counts the clouds above the pitch.</source>
        <translation>심판은 경기장 위의 구름을 셉니다.</translation>
    </message>
    <message>
        <source>{name}, get ready</source>
        <translation>{name}, 준비!</translation>
    </message>
    <message>
        <source>Get ready, all of you</source>
        <translation>모두 준비!</translation>
    </message>
    <message>
        <source>Sit side by side, in this order:</source>
        <translation>이 순서대로 나란히 앉으세요:</translation>
    </message>
    <message>
        <source>All of you, look calm and read this aloud:</source>
        <translation>모두 차분한 얼굴로 소리 내어 읽어 주세요:</translation>
    </message>
    <message>
        <source>{name}: {advice}</source>
        <translation>{name}: {advice}</translation>
    </message>
    <message>
        <source>Hiding is no straight face.
Come back, or it costs a card.</source>
        <translation>숨는 것은 무표정이 아닙니다.
돌아오지 않으면 카드가 나갑니다.</translation>
    </message>
    <message>
        <source>{name} is hiding.
Come back, or it costs a card.</source>
        <translation>{name}, 숨으셨습니다.
돌아오지 않으면 카드가 나갑니다.</translation>
    </message>
    <message>
        <source>That was hiding once too often.
It cost a card.</source>
        <translation>너무 자주 숨으셨습니다.
카드가 나갔습니다.</translation>
    </message>
    <message>
        <source>Hidden for too long: this turn is over.</source>
        <translation>너무 오래 숨어서 이번 차례는 끝났습니다.</translation>
    </message>
    <message>
        <source>The jokes cannot be read; the log says why</source>
        <translation>농담 파일을 읽을 수 없습니다. 까닭은 로그에 있습니다</translation>
    </message>
    <message>
        <source>Your model rehearses. Do as it does, a moment later.</source>
        <translation>본보기가 연습 중입니다. 조금 뒤에 그대로 따라 하세요.</translation>
    </message>
    <message>
        <source>What counts is how your face moves. Smiling is allowed!</source>
        <translation>표정이 움직이는 모양을 봅니다. 웃어도 됩니다!</translation>
    </message>
    <message>
        <source>Do as I do!</source>
        <translation>저를 따라 하세요!</translation>
    </message>
    <message>
        <source>Follow my face, a moment later.</source>
        <translation>제 표정을 조금 뒤에 따라 하세요.</translation>
    </message>
    <message>
        <source>There is nothing to imitate; the log says why</source>
        <translation>따라 할 표정이 없습니다. 까닭은 로그에 있습니다</translation>
    </message>
</context>
<context>
    <name>MatchRow</name>
    <message>
        <source>{count} cards</source>
        <translation>카드 {count}장</translation>
    </message>
    <message>
        <source>personal best</source>
        <translation>개인 최고</translation>
    </message>
</context>
<context>
    <name>MimicPanel</name>
    <message>
        <source>Alike</source>
        <translation>닮은 정도</translation>
    </message>
    <message>
        <source>The model (area) and you (line)</source>
        <translation>본보기(면)와 나(선)</translation>
    </message>
    <message>
        <source>of 100</source>
        <translation>/ 100점</translation>
    </message>
    <message>
        <source>Play</source>
        <translation>본보기</translation>
    </message>
    <message>
        <source>You</source>
        <translation>나</translation>
    </message>
    <message>
        <source>no face</source>
        <translation>얼굴 없음</translation>
    </message>
</context>
<context>
    <name>ModelCheck</name>
    <message>
        <source>Opens</source>
        <translation>파일 열기</translation>
    </message>
    <message>
        <source>Inputs</source>
        <translation>입력</translation>
    </message>
    <message>
        <source>Outputs</source>
        <translation>출력</translation>
    </message>
    <message>
        <source>Description</source>
        <translation>모델 설명</translation>
    </message>
    <message>
        <source>Trial match</source>
        <translation>시험 판정</translation>
    </message>
    <message>
        <source>one ONNX file, opset 17 or newer</source>
        <translation>ONNX 파일 하나, opset 17 이상</translation>
    </message>
    <message>
        <source>every smile from 0 to 1</source>
        <translation>모든 웃음이 0에서 1 사이</translation>
    </message>
    <message>
        <source>seven emotions, contract version {version}</source>
        <translation>감정 7개, 규격 버전 {version}</translation>
    </message>
    <message>
        <source>{found}, but the shape has to be {shape}</source>
        <translation>{found}, 필요한 모양 {shape}</translation>
    </message>
    <message>
        <source>Found: {found}.</source>
        <translation>받은 것: {found}.</translation>
    </message>
    <message>
        <source>Needed: {expected}.</source>
        <translation>필요한 것: {expected}.</translation>
    </message>
    <message>
        <source>the file ends {count} bytes too early</source>
        <translation>{count}바이트 모자란 파일</translation>
    </message>
    <message>
        <source>at most {size}</source>
        <translation>{size} 이하</translation>
    </message>
    <message>
        <source>always {smile}</source>
        <translation>늘 {smile}</translation>
    </message>
    <message>
        <source>an ONNX file</source>
        <translation>ONNX 파일</translation>
    </message>
    <message>
        <source>a whole ONNX file</source>
        <translation>온전한 ONNX 파일</translation>
    </message>
    <message>
        <source>finite numbers</source>
        <translation>유한한 숫자</translation>
    </message>
    <message>
        <source>a smile from 0 to 1</source>
        <translation>0에서 1 사이의 웃음</translation>
    </message>
    <message>
        <source>a smile that changes with the face</source>
        <translation>얼굴에 따라 달라지는 웃음 값</translation>
    </message>
    <message>
        <source>an answer to every picture</source>
        <translation>모든 화면에 대한 답</translation>
    </message>
    <message>
        <source>none</source>
        <translation>없음</translation>
    </message>
    <message>
        <source>external data</source>
        <translation>외부 데이터</translation>
    </message>
    <message>
        <source>all weights inside the one file</source>
        <translation>가중치가 모두 든 파일 하나</translation>
    </message>
    <message>
        <source>an empty file</source>
        <translation>빈 파일</translation>
    </message>
    <message>
        <source>a text file</source>
        <translation>텍스트 파일</translation>
    </message>
    <message>
        <source>a file of another kind</source>
        <translation>다른 종류의 파일</translation>
    </message>
    <message>
        <source>a PNG picture</source>
        <translation>PNG 그림</translation>
    </message>
    <message>
        <source>a JPEG picture</source>
        <translation>JPEG 그림</translation>
    </message>
    <message>
        <source>a GIF picture</source>
        <translation>GIF 그림</translation>
    </message>
    <message>
        <source>a PDF document</source>
        <translation>PDF 문서</translation>
    </message>
    <message>
        <source>a TensorFlow Lite model</source>
        <translation>TensorFlow Lite 모델</translation>
    </message>
    <message>
        <source>a ZIP archive, as PyTorch and Keras checkpoints are</source>
        <translation>ZIP 묶음 (PyTorch나 Keras 체크포인트)</translation>
    </message>
    <message>
        <source>a Python pickle, as old PyTorch checkpoints are</source>
        <translation>파이썬 피클 (옛 PyTorch 체크포인트)</translation>
    </message>
    <message>
        <source>an HDF5 file, as old Keras models are</source>
        <translation>HDF5 파일 (옛 Keras 모델)</translation>
    </message>
    <message>
        <source>a Git LFS pointer in place of the file itself</source>
        <translation>실제 파일 대신 Git LFS 포인터</translation>
    </message>
    <message>
        <source>the file ends before the network begins</source>
        <translation>신경망이 시작되기 전에 끝난 파일</translation>
    </message>
    <message>
        <source>the file ends in the middle of a number</source>
        <translation>숫자 중간에서 끊긴 파일</translation>
    </message>
    <message>
        <source>a model that ONNX Runtime can load</source>
        <translation>ONNX Runtime이 열 수 있는 모델</translation>
    </message>
    <message>
        <source>plain operators on tensors</source>
        <translation>텐서를 다루는 일반 연산</translation>
    </message>
    <message>
        <source>a verdict</source>
        <translation>판정</translation>
    </message>
    <message>
        <source>a verdict in time</source>
        <translation>제시간 안의 판정</translation>
    </message>
    <message>
        <source>an examination to its end</source>
        <translation>끝까지 마친 검사</translation>
    </message>
    <message>
        <source>a word to stop</source>
        <translation>중단하라는 지시</translation>
    </message>
    <message>
        <source>the file that was examined</source>
        <translation>검사를 받은 그 파일</translation>
    </message>
    <message>
        <source>another one</source>
        <translation>다른 파일</translation>
    </message>
    <message>
        <source>a model of modest size</source>
        <translation>적당한 크기의 모델</translation>
    </message>
    <message>
        <source>no memory left</source>
        <translation>메모리 부족</translation>
    </message>
    <message>
        <source>words that make no sense</source>
        <translation>알 수 없는 응답</translation>
    </message>
    <message>
        <source>more, or a single piece of more</source>
        <translation>그보다 많은 메모리</translation>
    </message>
</context>
<context>
    <name>ModelPage</name>
    <message>
        <source>Choose a model</source>
        <translation>모델 선택</translation>
    </message>
    <message>
        <source>ONNX models (*.onnx);;All files (*)</source>
        <translation>ONNX 모델 (*.onnx);;모든 파일 (*)</translation>
    </message>
    <message>
        <source>Difficulty at a glance</source>
        <translation>난이도 미리보기</translation>
    </message>
    <message>
        <source>Models score smiles differently.
New referee? Check the line.</source>
        <translation>모델마다 웃음 점수가 다릅니다.
바꿨다면 기준선을 확인하세요.</translation>
    </message>
    <message>
        <source>Higher is kinder, longer forgives more.</source>
        <translation>높을수록 너그럽고, 길수록 봐줍니다.</translation>
    </message>
    <message>
        <source>All rules</source>
        <translation>난이도로</translation>
    </message>
    <message>
        <source>The line</source>
        <translation>기준선</translation>
    </message>
    <message>
        <source>Hold</source>
        <translation>버티기</translation>
    </message>
    <message>
        <source>Warning zone</source>
        <translation>경고 구간</translation>
    </message>
</context>
<context>
    <name>Notice</name>
    <message>
        <source>{name} has stopped.</source>
        <translation>{name}: 화면이 멈췄습니다.</translation>
    </message>
    <message>
        <source>{name} does not answer.</source>
        <translation>{name}: 응답이 없습니다.</translation>
    </message>
    <message>
        <source>{name} does not answer, however often it is asked.</source>
        <translation>{name}: 여러 번 불러도 응답이 없습니다.</translation>
    </message>
    <message>
        <source>{name} sends the same picture again and again.</source>
        <translation>{name}: 같은 화면만 계속 보냅니다.</translation>
    </message>
    <message>
        <source>{name} sees nothing but black.</source>
        <translation>{name}: 새까만 화면만 보입니다.</translation>
    </message>
    <message>
        <source>{name} is covered.</source>
        <translation>{name}: 렌즈가 가려져 있습니다.</translation>
    </message>
    <message>
        <source>{name} is not there.</source>
        <translation>{name}: 찾을 수 없습니다.</translation>
    </message>
    <message>
        <source>{name} is busy elsewhere.</source>
        <translation>{name}: 다른 프로그램이 쓰고 있습니다.</translation>
    </message>
    <message>
        <source>{name} may not be used.</source>
        <translation>{name}: 쓸 권한이 없습니다.</translation>
    </message>
    <message>
        <source>{name} shows no pictures.</source>
        <translation>{name}: 보여 줄 화면이 없습니다.</translation>
    </message>
    <message>
        <source>{name} went dark.</source>
        <translation>{name}: 화면이 꺼졌습니다.</translation>
    </message>
    <message>
        <source>The clock waits. If nothing comes, check its cable.</source>
        <translation>시계가 기다립니다. 계속 안 나오면 케이블을 확인하세요.</translation>
    </message>
    <message>
        <source>The clock waits; the camera is opened anew.</source>
        <translation>시계가 기다립니다. 카메라를 다시 엽니다.</translation>
    </message>
    <message>
        <source>Unplug it and plug it in again, or pick the demo player (S).</source>
        <translation>뽑았다가 다시 꽂거나 시범 선수를 고르세요(S).</translation>
    </message>
    <message>
        <source>Is a virtual camera paused? Start it, or pick another (S).</source>
        <translation>가상 카메라가 멈췄다면 다시 켜거나 다른 카메라를 고르세요(S).</translation>
    </message>
    <message>
        <source>Open its shutter or lid; play goes on by itself.</source>
        <translation>덮개를 여세요. 게임은 저절로 이어집니다.</translation>
    </message>
    <message>
        <source>Open its shutter, or allow it in the privacy settings.</source>
        <translation>덮개를 열거나 개인정보 설정에서 카메라를 허용하세요.</translation>
    </message>
    <message>
        <source>Free the lens; play goes on by itself.</source>
        <translation>렌즈를 가린 것을 치우세요. 게임은 저절로 이어집니다.</translation>
    </message>
    <message>
        <source>Check its cable; play goes on when it is back.</source>
        <translation>케이블을 확인하세요. 돌아오면 바로 이어집니다.</translation>
    </message>
    <message>
        <source>Allow it: System Settings, Privacy &amp; Security, Camera. Play goes on.</source>
        <translation>시스템 설정 &gt; 개인정보 보호 및 보안 &gt; 카메라에서 허용하세요.</translation>
    </message>
    <message>
        <source>Allow it: Settings, Privacy &amp; security, Camera, for desktop apps.</source>
        <translation>설정 &gt; 개인 정보 및 보안 &gt; 카메라에서 데스크톱 앱에 허용하세요.</translation>
    </message>
    <message>
        <source>Join the group “video” and log in again.</source>
        <translation>사용자를 “video” 그룹에 넣고 다시 로그인하세요.</translation>
    </message>
    <message>
        <source>No camera here: the demo player takes the test.</source>
        <translation>카메라가 없어서 시범 선수가 대신 참습니다.</translation>
    </message>
    <message>
        <source>Playing with the defaults; changes are not saved.</source>
        <translation>기본 설정으로 시작합니다. 바꾼 설정은 저장되지 않습니다.</translation>
    </message>
    <message>
        <source>Plug it in, or pick the demo player in the settings (S).</source>
        <translation>연결하거나, 설정(S)에서 시범 선수를 고르세요.</translation>
    </message>
    <message>
        <source>Close what else uses it, or pick the demo player in the settings (S).</source>
        <translation>그 프로그램을 닫거나, 설정(S)에서 시범 선수를 고르세요.</translation>
    </message>
    <message>
        <source>Choose another file, or pick the demo player in the settings (S).</source>
        <translation>다른 파일을 고르거나, 설정(S)에서 시범 선수를 고르세요.</translation>
    </message>
    <message>
        <source>Plug one in and choose it in the settings (S).</source>
        <translation>카메라를 연결한 뒤 설정(S)에서 고르세요.</translation>
    </message>
    <message>
        <source>The camera</source>
        <translation>카메라</translation>
    </message>
    <message>
        <source>Your settings come from a newer version.</source>
        <translation>더 새로운 버전의 설정 파일입니다.</translation>
    </message>
    <message>
        <source>Your settings cannot be read.</source>
        <translation>설정 파일을 읽을 수 없습니다.</translation>
    </message>
    <message>
        <source>Your settings were damaged.</source>
        <translation>설정 파일이 망가져 있었습니다.</translation>
    </message>
    <message>
        <source>Playing with the defaults; yours are kept as {file}.</source>
        <translation>기본 설정으로 시작합니다. 원래 파일은 {file}에 있습니다.</translation>
    </message>
    <message>
        <source>Something damaged your settings file; it is written anew.</source>
        <translation>설정 파일이 망가져 새로 썼습니다.</translation>
    </message>
    <message>
        <source>The damaged one is kept as {file}.</source>
        <translation>망가진 파일은 {file}에 있습니다.</translation>
    </message>
    <message>
        <source>Your settings could not be saved.</source>
        <translation>설정을 저장하지 못했습니다.</translation>
    </message>
    <message>
        <source>The game&apos;s own referee has taken over.</source>
        <translation>기본 심판이 대신 들어왔습니다.</translation>
    </message>
    <message>
        <source>The referee lost its voice.</source>
        <translation>심판이 말을 잃었습니다.</translation>
    </message>
    <message>
        <source>Choose another model in the settings (S).</source>
        <translation>설정(S)에서 다른 모델을 고르세요.</translation>
    </message>
    <message>
        <source>The one before it has taken over.</source>
        <translation>이전 심판이 대신 들어왔습니다.</translation>
    </message>
    <message>
        <source>The game tripped over its own feet.</source>
        <translation>게임이 제 발에 걸려 넘어졌습니다.</translation>
    </message>
    <message>
        <source>Change the camera in the settings (S). The log knows why.</source>
        <translation>설정(S)에서 카메라를 바꿔 보세요. 까닭은 로그에 있습니다.</translation>
    </message>
    <message>
        <source>It is getting up again; the clock waits.</source>
        <translation>다시 일어나는 중입니다. 시계가 기다립니다.</translation>
    </message>
    <message>
        <source>The game keeps tripping over its own feet.</source>
        <translation>게임이 자꾸 제 발에 걸려 넘어집니다.</translation>
    </message>
    <message>
        <source>F8: safe mode, with the demo player. Or choose another camera (S).</source>
        <translation>F8: 시범 선수와 함께 안전 모드로. 또는 다른 카메라를 고르세요(S).</translation>
    </message>
    <message>
        <source>Safe mode: back on its feet.</source>
        <translation>안전 모드: 다시 일어섰습니다.</translation>
    </message>
    <message>
        <source>The demo player and the game&apos;s own referee; change them back (S).</source>
        <translation>시범 선수와 기본 심판이 맡습니다. 설정(S)에서 되돌릴 수 있습니다.</translation>
    </message>
    <message>
        <source>The last game ended unexpectedly.</source>
        <translation>지난번 게임이 갑자기 끝났습니다.</translation>
    </message>
    <message>
        <source>A report without pictures was kept: {file}. Help: F1</source>
        <translation>사진 없는 오류 기록을 남겼습니다: {file}. 도움말은 F1</translation>
    </message>
    <message>
        <source>The last game ended unexpectedly: F1 tells more</source>
        <translation>지난번 게임이 갑자기 끝났습니다. 자세한 것은 F1</translation>
    </message>
    <message>
        <source>No referee could be found.</source>
        <translation>심판을 찾을 수 없습니다.</translation>
    </message>
    <message>
        <source>Results cannot be kept this time.</source>
        <translation>이번에는 기록을 남길 수 없습니다.</translation>
    </message>
    <message>
        <source>Your results could not be read; a new list begins.</source>
        <translation>기록을 읽을 수 없어 새로 시작합니다.</translation>
    </message>
    <message>
        <source>The old file is kept: {path}</source>
        <translation>예전 파일은 남겨 두었습니다: {path}</translation>
    </message>
    <message>
        <source>{file} could not be saved: {reason}.</source>
        <translation>{file} 파일을 저장하지 못했습니다: {reason}.</translation>
    </message>
    <message>
        <source>Nothing is lost: choose another folder, and try again.</source>
        <translation>잃은 것은 없습니다. 다른 폴더를 골라 다시 해 보세요.</translation>
    </message>
    <message>
        <source>The disk is full: make room, or choose another one.</source>
        <translation>디스크가 가득 찼습니다. 자리를 비우거나 다른 곳을 고르세요.</translation>
    </message>
    <message>
        <source>Nothing may be written to “{folder}”: choose another one.</source>
        <translation>“{folder}”에는 쓸 수 없습니다. 다른 폴더를 고르세요.</translation>
    </message>
    <message>
        <source>“{folder}” is not there any more: choose another one.</source>
        <translation>“{folder}” 폴더가 없어졌습니다. 다른 폴더를 고르세요.</translation>
    </message>
    <message>
        <source>It could not be written to “{folder}”; the log says why.</source>
        <translation>“{folder}”에 저장하지 못했습니다. 까닭은 로그에 있습니다.</translation>
    </message>
    <message>
        <source>Nothing was saved.</source>
        <translation>저장하지 못했습니다.</translation>
    </message>
    <message>
        <source>Saved.</source>
        <translation>저장했습니다.</translation>
    </message>
</context>
<context>
    <name>Numbers</name>
    <message>
        <source>off</source>
        <translation>끔</translation>
    </message>
    <message>
        <source>{seconds} s</source>
        <translation>{seconds}초</translation>
    </message>
</context>
<context>
    <name>OutScreen</name>
    <message>
        <source>No laugh</source>
        <translation>웃음 아님</translation>
    </message>
    <message>
        <source>N · take the card back</source>
        <translation>N · 카드를 물립니다</translation>
    </message>
    <message>
        <source>It was a laugh</source>
        <translation>웃음 맞음</translation>
    </message>
    <message>
        <source>Enter · the card stays</source>
        <translation>Enter · 카드 그대로</translation>
    </message>
    <message>
        <source>Objection!</source>
        <translation>이의 있음!</translation>
    </message>
    <message>
        <source>A · let the others decide</source>
        <translation>A · 모두에게 묻기</translation>
    </message>
    <message>
        <source>Fair enough</source>
        <translation>인정합니다</translation>
    </message>
    <message>
        <source>Enter · by itself in {count} s</source>
        <translation>Enter · {count}초 뒤 자동</translation>
    </message>
    <message>
        <source>Once more</source>
        <translation>다시 보기</translation>
    </message>
    <message>
        <source>V · the replay</source>
        <translation>V · 느린 화면</translation>
    </message>
    <message>
        <source>Save clip</source>
        <translation>장면 저장</translation>
    </message>
    <message>
        <source>G · GIF, film or card</source>
        <translation>G · GIF, 영상, 카드</translation>
    </message>
    <message>
        <source>“{about}” did it</source>
        <translation>“{about}”에 무너졌습니다</translation>
    </message>
    <message>
        <source>That was a laugh.</source>
        <translation>웃음이었습니다.</translation>
    </message>
    <message>
        <source>slow motion 0.25×</source>
        <translation>느린 화면 0.25×</translation>
    </message>
    <message>
        <source>{time} s above the line</source>
        <translation>선 위에서 {time}초</translation>
    </message>
</context>
<context>
    <name>PlayCues</name>
    <message>
        <source>Warming up …</source>
        <translation>몸 푸는 중 …</translation>
    </message>
    <message>
        <source>The picture has stopped.</source>
        <translation>화면이 멈췄습니다.</translation>
    </message>
    <message>
        <source>The picture stands still.</source>
        <translation>같은 화면만 들어옵니다.</translation>
    </message>
    <message>
        <source>The picture is black.</source>
        <translation>화면이 새까맣습니다.</translation>
    </message>
    <message>
        <source>Something covers the lens.</source>
        <translation>렌즈가 가려져 있습니다.</translation>
    </message>
    <message>
        <source>No picture is coming in.</source>
        <translation>화면이 들어오지 않습니다.</translation>
    </message>
    <message>
        <source>The camera is starting …</source>
        <translation>카메라를 켜는 중 …</translation>
    </message>
    <message>
        <source>The film is over.</source>
        <translation>영상이 끝났습니다.</translation>
    </message>
    <message>
        <source>Nobody can judge now.</source>
        <translation>지금은 판정할 수 없습니다.</translation>
    </message>
    <message>
        <source>No picture, the clock waits</source>
        <translation>화면이 없어 시계 멈춤</translation>
    </message>
    <message>
        <source>Nobody is judged yet</source>
        <translation>아직 판정 전입니다</translation>
    </message>
    <message>
        <source>Some cameras take a few seconds.</source>
        <translation>몇 초 걸리는 카메라도 있습니다.</translation>
    </message>
    <message>
        <source>The clock waits until it is back.</source>
        <translation>화면이 돌아올 때까지 시계는 멈춰 있습니다.</translation>
    </message>
    <message>
        <source>Close the window, or pick a camera in the settings (S).</source>
        <translation>창을 닫거나 설정(S)에서 카메라를 고르세요.</translation>
    </message>
    <message>
        <source>OUT {count}: {reason}</source>
        <translation>OUT {count}: {reason}</translation>
    </message>
    <message>
        <source>Time out. Shake that face loose.</source>
        <translation>작전 타임! 얼굴 근육 좀 푸세요.</translation>
    </message>
    <message>
        <source>go on</source>
        <translation>계속</translation>
    </message>
    <message>
        <source>settings</source>
        <translation>설정</translation>
    </message>
    <message>
        <source>No face in the picture.</source>
        <translation>얼굴이 안 보입니다.</translation>
    </message>
    <message>
        <source>You are hard to see: the clock waits.</source>
        <translation>잘 안 보입니다. 시계가 기다립니다.</translation>
    </message>
    <message>
        <source>The model goes on: a hidden face imitates nothing.</source>
        <translation>본보기는 기다리지 않습니다. 숨은 얼굴은 아무것도 따라 하지 못합니다.</translation>
    </message>
    <message>
        <source>Judged only while happy tops 50%.</source>
        <translation>행복이 50%를 넘어야 판정합니다.</translation>
    </message>
    <message>
        <source>Talk, yawn, sing: only a smile counts.</source>
        <translation>말하고 하품해도 괜찮습니다. 웃음만 봅니다.</translation>
    </message>
    <message>
        <source>Above the line for {time} s, and you are OUT.</source>
        <translation>선 위에 {time}초 머물면 OUT입니다.</translation>
    </message>
    <message>
        <source>Above the line, and you are OUT at once.</source>
        <translation>선을 넘으면 바로 OUT입니다.</translation>
    </message>
    <message>
        <source>Keep a straight face.</source>
        <translation>입꼬리 1mm도 안 됩니다.</translation>
    </message>
    <message>
        <source>Do as the model does, a moment later.</source>
        <translation>본보기를 보고 한 박자 뒤에 따라 하세요.</translation>
    </message>
    <message>
        <source>Keys at hand</source>
        <translation>알아 두면 좋은 단축키</translation>
    </message>
    <message>
        <source>pause</source>
        <translation>일시 정지</translation>
    </message>
    <message>
        <source>start over</source>
        <translation>새로 시작</translation>
    </message>
    <message>
        <source>mute</source>
        <translation>음소거</translation>
    </message>
    <message>
        <source>full screen</source>
        <translation>전체 화면</translation>
    </message>
    <message>
        <source>Too easy? Drag the line down.</source>
        <translation>너무 쉽다면 선을 내려 보세요.</translation>
    </message>
    <message>
        <source>{name} is hard to see.</source>
        <translation>{name}, 잘 안 보입니다.</translation>
    </message>
    <message>
        <source>{name} is not to be seen.</source>
        <translation>{name}, 안 보입니다.</translation>
    </message>
</context>
<context>
    <name>PlayersScreen</name>
    <message>
        <source>Player {number}</source>
        <translation>선수 {number}</translation>
    </message>
    <message>
        <source>Player {number} wears glasses</source>
        <translation>선수 {number} 안경 씀</translation>
    </message>
    <message>
        <source>With glasses: a face reads differently with them</source>
        <translation>안경 씀: 안경을 쓰면 얼굴이 다르게 읽힙니다</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>완료</translation>
    </message>
    <message>
        <source>Done (Esc)</source>
        <translation>완료 (Esc)</translation>
    </message>
    <message>
        <source>Who plays?</source>
        <translation>누가 하나요?</translation>
    </message>
    <message>
        <source>One to four: in turn, or in a duel side by side, left to right.</source>
        <translation>한 명부터 네 명까지. 돌아가며, 또는 맞대결은 왼쪽부터 나란히.</translation>
    </message>
</context>
<context>
    <name>Preset</name>
    <message>
        <source>Gentle</source>
        <translation>너그럽게</translation>
    </message>
    <message>
        <source>Classic</source>
        <translation>기본</translation>
    </message>
    <message>
        <source>Strict</source>
        <translation>깐깐하게</translation>
    </message>
    <message>
        <source>Custom</source>
        <translation>내 방식</translation>
    </message>
</context>
<context>
    <name>PricePanel</name>
    <message>
        <source>What a laugh costs</source>
        <translation>웃음의 대가</translation>
    </message>
    <message>
        <source>By the game</source>
        <translation>모드대로</translation>
    </message>
    <message>
        <source>Everything</source>
        <translation>바로 끝</translation>
    </message>
    <message>
        <source>A card</source>
        <translation>카드 한 장</translation>
    </message>
    <message>
        <source>A life</source>
        <translation>목숨 하나</translation>
    </message>
    <message>
        <source>Lives</source>
        <translation>목숨</translation>
    </message>
    <message>
        <source>So many laughs end a turn.</source>
        <translation>이만큼 웃으면 차례가 끝납니다.</translation>
    </message>
    <message>
        <source>Survival shows two cards; the others end with the first laugh.</source>
        <translation>서바이벌은 카드 두 장, 나머지는 첫 웃음에 끝납니다.</translation>
    </message>
    <message>
        <source>The first laugh is the last one.</source>
        <translation>첫 웃음이 마지막 웃음입니다.</translation>
    </message>
    <message>
        <source>Yellow first, then red.</source>
        <translation>먼저 옐로카드, 다음은 레드카드입니다.</translation>
    </message>
    <message>
        <source>Several laughs are forgiven, one life each.</source>
        <translation>웃을 때마다 목숨이 하나씩 줄어듭니다.</translation>
    </message>
</context>
<context>
    <name>PrivacyPage</name>
    <message>
        <source>Delete all names and results</source>
        <translation>이름과 기록 모두 지우기</translation>
    </message>
    <message>
        <source>Deleted in a moment. Undo</source>
        <translation>곧 지웁니다. 되돌리기</translation>
    </message>
    <message>
        <source>Names and results are deleted</source>
        <translation>이름과 기록을 지웠습니다</translation>
    </message>
    <message>
        <source>They could not be deleted. Try again</source>
        <translation>지우지 못했습니다. 다시 시도</translation>
    </message>
    <message>
        <source>Log and crash reports are deleted</source>
        <translation>로그와 오류 기록을 지웠습니다</translation>
    </message>
    <message>
        <source>Delete log and crash reports</source>
        <translation>로그와 오류 기록 지우기</translation>
    </message>
    <message>
        <source>What happens here stays here.</source>
        <translation>여기서 일어난 일은 여기에만 남습니다.</translation>
    </message>
    <message>
        <source>The game has no account, no server and no telemetry. It plays offline.</source>
        <translation>계정도, 서버도, 사용 기록 수집도 없습니다. 인터넷 없이 돌아갑니다.</translation>
    </message>
    <message>
        <source>Your face</source>
        <translation>내 얼굴</translation>
    </message>
    <message>
        <source>Judged in memory, forgotten a moment later</source>
        <translation>메모리에서 판정하고 곧바로 잊습니다</translation>
    </message>
    <message>
        <source>Open the results</source>
        <translation>경기 기록 폴더 열기</translation>
    </message>
    <message>
        <source>Never sent: no frame and no number leaves this computer</source>
        <translation>화면 한 장, 숫자 하나도 밖으로 보내지 않습니다</translation>
    </message>
    <message>
        <source>Saved only when you save a clip or a card; else a replay is forgotten at once</source>
        <translation>장면이나 카드를 직접 저장할 때만 남고, 아니면 다시 보기는 바로 잊습니다</translation>
    </message>
    <message>
        <source>Not recognised: the game knows a smile, not whose it is</source>
        <translation>누구인지 알아보지 않습니다. 웃음만 봅니다</translation>
    </message>
    <message>
        <source>What is kept</source>
        <translation>보관하는 것</translation>
    </message>
    <message>
        <source>What you set on these pages (language, look, rules, the camera&apos;s name, where your model is and the folders you chose) and who played last; a copy of each model you chose that passed; the names with their results and what a calm face and a big smile read; a log of what went wrong; and, after a crash, a report of what the program was doing. No face is in any of them. Delete them and the game starts afresh.</source>
        <translation>여기서 정한 것(언어, 테마, 규칙, 카메라 이름, 내 모델의 위치, 고른 폴더들)과 마지막 선수, 검사를 통과한 내 모델의 복사본, 이름과 경기 기록, 차분한 얼굴과 웃는 얼굴의 값, 문제가 생겼을 때의 로그, 그리고 게임이 갑자기 끝났을 때 무엇을 하던 중이었는지 적은 오류 기록. 어디에도 얼굴은 없습니다. 지우면 게임이 처음부터 시작합니다.</translation>
    </message>
    <message>
        <source>Open the settings</source>
        <translation>설정 폴더 열기</translation>
    </message>
    <message>
        <source>Open the log</source>
        <translation>로그 폴더 열기</translation>
    </message>
</context>
<context>
    <name>Records</name>
    <message>
        <source>Record: {name} {value}</source>
        <translation>최고 기록: {name} {value}</translation>
    </message>
    <message>
        <source>{points} points</source>
        <translation>{points}점</translation>
    </message>
    <message>
        <source>rules not noted</source>
        <translation>규칙 기록 없음</translation>
    </message>
    <message>
        <source>rules changed midway</source>
        <translation>도중에 규칙 변경</translation>
    </message>
    <message>
        <source>own rules</source>
        <translation>나만의 규칙</translation>
    </message>
    <message>
        <source>line {line}, hold {hold} s</source>
        <translation>기준선 {line}, 버티기 {hold}초</translation>
    </message>
    <message>
        <source>only happy counts</source>
        <translation>행복할 때만 판정</translation>
    </message>
    <message>
        <source>first laugh is the last</source>
        <translation>한 번 웃으면 끝</translation>
    </message>
    <message>
        <source>two cards</source>
        <translation>카드 두 장</translation>
    </message>
    <message>
        <source>{count} lives</source>
        <translation>목숨 {count}개</translation>
    </message>
    <message>
        <source>d MMM yyyy</source>
        <translation>yyyy년 M월 d일</translation>
    </message>
    <message>
        <source>, HH:mm</source>
        <translation> HH:mm</translation>
    </message>
    <message>
        <source>The best likenesses</source>
        <translation>가장 닮은 표정</translation>
    </message>
</context>
<context>
    <name>RecordsScreen</name>
    <message>
        <source>Survival</source>
        <translation>서바이벌</translation>
    </message>
    <message>
        <source>Duel</source>
        <translation>맞대결</translation>
    </message>
    <message>
        <source>Hot seat</source>
        <translation>돌아가며</translation>
    </message>
    <message>
        <source>Mimic</source>
        <translation>표정 따라하기</translation>
    </message>
    <message>
        <source>{count} lines saved: {file}</source>
        <translation>{count}줄을 저장했습니다: {file}</translation>
    </message>
    <message>
        <source>Leaderboard</source>
        <translation>순위</translation>
    </message>
    <message>
        <source>History</source>
        <translation>지난 경기</translation>
    </message>
    <message>
        <source>Bombs</source>
        <translation>웃음 폭탄</translation>
    </message>
    <message>
        <source>Own rules</source>
        <translation>나만의 규칙</translation>
    </message>
    <message>
        <source>Deadliest first</source>
        <translation>많이 터진 순</translation>
    </message>
    <message>
        <source>Fastest first</source>
        <translation>빨리 터진 순</translation>
    </message>
    <message>
        <source>Delete everything</source>
        <translation>모두 지우기</translation>
    </message>
    <message>
        <source>Settings, Privacy</source>
        <translation>설정, 개인정보</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>뒤로</translation>
    </message>
    <message>
        <source>Back (Esc)</source>
        <translation>뒤로 (Esc)</translation>
    </message>
    <message>
        <source>Saving…</source>
        <translation>저장하는 중…</translation>
    </message>
    <message>
        <source>Save CSV</source>
        <translation>CSV 저장</translation>
    </message>
    <message>
        <source>Save as a table for a spreadsheet</source>
        <translation>스프레드시트용 표로 저장합니다</translation>
    </message>
    <message>
        <source>Everybody</source>
        <translation>모두</translation>
    </message>
    <message>
        <source>Save the laughs</source>
        <translation>웃음 저장</translation>
    </message>
    <message>
        <source>Save the results</source>
        <translation>기록 저장</translation>
    </message>
    <message>
        <source>Tables (*.csv);;All files (*)</source>
        <translation>표 (*.csv);;모든 파일 (*)</translation>
    </message>
    <message>
        <source>Records</source>
        <translation>기록</translation>
    </message>
    <message>
        <source>Kept on this computer and nowhere else</source>
        <translation>이 컴퓨터에만 남습니다</translation>
    </message>
    <message>
        <source>Latest matches · ★ personal best</source>
        <translation>최근 경기 · ★ 개인 최고</translation>
    </message>
    <message>
        <source>laughs</source>
        <translation>웃음</translation>
    </message>
    <message>
        <source>fastest</source>
        <translation>최단</translation>
    </message>
    <message>
        <source>median</source>
        <translation>중앙값</translation>
    </message>
    <message>
        <source>What made them laugh</source>
        <translation>모두를 무너뜨린 것들</translation>
    </message>
    <message>
        <source>The records cannot be read.</source>
        <translation>기록을 읽을 수 없습니다.</translation>
    </message>
    <message>
        <source>The log says why. Nothing was deleted.</source>
        <translation>까닭은 로그에 있습니다. 지워진 것은 없습니다.</translation>
    </message>
    <message>
        <source>{name} is not on this board.</source>
        <translation>{name}: 이 순위표에는 없습니다.</translation>
    </message>
    <message>
        <source>There is still time to look serious.</source>
        <translation>아직 진지해질 시간은 있습니다.</translation>
    </message>
    <message>
        <source>Nobody has dared this one yet.</source>
        <translation>아직 아무도 도전하지 않았습니다.</translation>
    </message>
    <message>
        <source>An empty board is the easiest to lead.</source>
        <translation>빈 순위표에서는 1등 하기가 제일 쉽습니다.</translation>
    </message>
    <message>
        <source>Nobody is on the board yet.</source>
        <translation>순위표가 텅 비었습니다.</translation>
    </message>
    <message>
        <source>Somebody has to keep a straight face first. You?</source>
        <translation>누군가 먼저 무표정을 지켜야 합니다. 혹시 당신?</translation>
    </message>
    <message>
        <source>{name} has only watched so far.</source>
        <translation>{name}: 지금까지는 구경만 했습니다.</translation>
    </message>
    <message>
        <source>The best seat for laughing.</source>
        <translation>웃기에는 관중석이 최고입니다.</translation>
    </message>
    <message>
        <source>Not a match yet.</source>
        <translation>아직 경기가 없었습니다.</translation>
    </message>
    <message>
        <source>The lawn is mown. It only lacks straight faces.</source>
        <translation>잔디는 깎아 두었습니다. 무표정만 있으면 됩니다.</translation>
    </message>
    <message>
        <source>Nothing has cracked {name} yet.</source>
        <translation>{name}: 아직 무너진 적이 없습니다.</translation>
    </message>
    <message>
        <source>The deck takes it personally.</source>
        <translation>농담들이 자존심 상해합니다.</translation>
    </message>
    <message>
        <source>Not one laugh so far.</source>
        <translation>아직 한 번도 터지지 않았습니다.</translation>
    </message>
    <message>
        <source>Either the jokes are bad, or the faces are of stone.</source>
        <translation>농담이 썰렁하거나, 얼굴이 돌이거나.</translation>
    </message>
    <message>
        <source>Forget {name}</source>
        <translation>{name} 기록 지우기</translation>
    </message>
    <message>
        <source>{name} is forgotten in a moment. Undo</source>
        <translation>{name} 기록을 곧 지웁니다. 되돌리기</translation>
    </message>
    <message>
        <source>{name} is forgotten</source>
        <translation>{name} 기록을 지웠습니다</translation>
    </message>
    <message>
        <source>{name} could not be forgotten. Try again</source>
        <translation>{name} 기록을 지우지 못했습니다. 다시 하기</translation>
    </message>
</context>
<context>
    <name>RefereeCard</name>
    <message>
        <source>Starting referee</source>
        <translation>선발 심판</translation>
    </message>
    <message>
        <source>smile accuracy %</source>
        <translation>웃음 정확도 %</translation>
    </message>
    <message>
        <source>smile % · {data_set}</source>
        <translation>웃음 % · {data_set}</translation>
    </message>
    <message>
        <source>warming up …</source>
        <translation>몸 푸는 중 …</translation>
    </message>
    <message>
        <source>on duty · contract version {version}</source>
        <translation>지금 판정 중 · 규격 버전 {version}</translation>
    </message>
    <message>
        <source>Emotion accuracy</source>
        <translation>감정 정확도</translation>
    </message>
    <message>
        <source>Judging time</source>
        <translation>판정 시간</translation>
    </message>
    <message>
        <source>Licence</source>
        <translation>라이선스</translation>
    </message>
    <message>
        <source>Licence: {licence}</source>
        <translation>라이선스: {licence}</translation>
    </message>
    <message>
        <source>Learned from: {data}</source>
        <translation>학습 데이터: {data}</translation>
    </message>
    <message>
        <source>File size</source>
        <translation>파일 크기</translation>
    </message>
    <message>
        <source>Parameters</source>
        <translation>파라미터</translation>
    </message>
</context>
<context>
    <name>Refusal</name>
    <message>
        <source>The file is gone.</source>
        <translation>파일이 사라졌습니다.</translation>
    </message>
    <message>
        <source>Check that it was not moved, then choose it again.</source>
        <translation>옮기지 않았는지 보고 다시 골라 주세요.</translation>
    </message>
    <message>
        <source>This is not an ONNX file.</source>
        <translation>ONNX 파일이 아닙니다.</translation>
    </message>
    <message>
        <source>Renaming does not help: choose the file that training exported.</source>
        <translation>이름만 바꿔서는 안 됩니다. 학습에서 내보낸 파일을 고르세요.</translation>
    </message>
    <message>
        <source>The file is damaged or cut short.</source>
        <translation>파일이 깨졌거나 잘렸습니다.</translation>
    </message>
    <message>
        <source>Copy it again, or export it once more.</source>
        <translation>다시 복사하거나 다시 내보내 주세요.</translation>
    </message>
    <message>
        <source>The file is far too large for a referee.</source>
        <translation>심판치고는 파일이 너무 큽니다.</translation>
    </message>
    <message>
        <source>The referee has about 8 MB. Export the small network.</source>
        <translation>심판은 8 MB쯤입니다. 작은 신경망을 내보내 주세요.</translation>
    </message>
    <message>
        <source>Half of this model lies in another file.</source>
        <translation>모델의 반쪽이 다른 파일에 있습니다.</translation>
    </message>
    <message>
        <source>Export it as one file, without external data.</source>
        <translation>외부 데이터 없이 파일 하나로 내보내 주세요.</translation>
    </message>
    <message>
        <source>The model speaks an old dialect.</source>
        <translation>모델이 옛말을 씁니다.</translation>
    </message>
    <message>
        <source>Export it with opset 17 or newer.</source>
        <translation>opset 17 이상으로 내보내 주세요.</translation>
    </message>
    <message>
        <source>The model asks for other pictures than the game gives.</source>
        <translation>모델이 게임과 다른 입력을 원합니다.</translation>
    </message>
    <message>
        <source>Name the input frames [N, 5, 3, 224, 224] on export.</source>
        <translation>내보낼 때 입력을 frames [N, 5, 3, 224, 224]로 맞춰 주세요.</translation>
    </message>
    <message>
        <source>The model answers something else.</source>
        <translation>모델이 엉뚱한 답을 내놓습니다.</translation>
    </message>
    <message>
        <source>It has to return smile_prob [N] and emotion_logits [N, 7].</source>
        <translation>smile_prob [N]과 emotion_logits [N, 7]을 돌려줘야 합니다.</translation>
    </message>
    <message>
        <source>The model&apos;s shapes do not fit.</source>
        <translation>모델의 모양이 맞지 않습니다.</translation>
    </message>
    <message>
        <source>Five faces of 224 × 224 pixels, and a free batch size N.</source>
        <translation>224 × 224 얼굴 다섯 장, 묶음 크기 N은 열어 두세요.</translation>
    </message>
    <message>
        <source>The model follows another rule book.</source>
        <translation>모델이 다른 규격을 따릅니다.</translation>
    </message>
    <message>
        <source>Export it again for contract version 1.</source>
        <translation>규격 버전 1로 다시 내보내 주세요.</translation>
    </message>
    <message>
        <source>The model&apos;s description makes no sense.</source>
        <translation>모델 설명을 읽을 수 없습니다.</translation>
    </message>
    <message>
        <source>Mend its metadata, or leave it out altogether.</source>
        <translation>메타데이터를 고치거나 아예 빼 주세요.</translation>
    </message>
    <message>
        <source>The model learned on other face crops.</source>
        <translation>모델이 다른 방식으로 자른 얼굴로 배웠습니다.</translation>
    </message>
    <message>
        <source>Train it on crops made by the game, then export it.</source>
        <translation>게임이 자른 얼굴로 학습해서 내보내 주세요.</translation>
    </message>
    <message>
        <source>The model&apos;s answer is not a number.</source>
        <translation>모델의 답이 숫자가 아닙니다.</translation>
    </message>
    <message>
        <source>Training went astray. Use an earlier checkpoint.</source>
        <translation>학습이 엇나갔습니다. 이전 체크포인트를 써 주세요.</translation>
    </message>
    <message>
        <source>The smile is not between 0 and 1.</source>
        <translation>웃음 값이 0과 1 사이가 아닙니다.</translation>
    </message>
    <message>
        <source>End the smile head with a sigmoid before you export.</source>
        <translation>웃음 쪽 끝에 시그모이드를 넣어 내보내 주세요.</translation>
    </message>
    <message>
        <source>The model gives every face the same smile.</source>
        <translation>모든 얼굴에 똑같은 웃음 값을 매기는 모델입니다.</translation>
    </message>
    <message>
        <source>It has not learned yet. Train it on, then export it.</source>
        <translation>아직 배우지 못했습니다. 더 학습시킨 뒤 다시 내보내세요.</translation>
    </message>
    <message>
        <source>The model thinks longer than a laugh lasts.</source>
        <translation>모델이 웃음보다 오래 고민합니다.</translation>
    </message>
    <message>
        <source>One verdict may take 100 ms. Export a smaller network.</source>
        <translation>판정 한 번은 100 ms 안에 끝나야 합니다. 더 작은 신경망을 내보내 주세요.</translation>
    </message>
    <message>
        <source>The model stumbled over its first face.</source>
        <translation>모델이 첫 얼굴에서 넘어졌습니다.</translation>
    </message>
    <message>
        <source>Run laughgame model check on it to see where.</source>
        <translation>laughgame model check로 어디서인지 확인하세요.</translation>
    </message>
    <message>
        <source>The model has parts that no referee needs.</source>
        <translation>모델에 심판에게 필요 없는 부품이 있습니다.</translation>
    </message>
    <message>
        <source>Export it without loops, branches and parts of your own.</source>
        <translation>반복문, 조건문, 직접 만든 연산 없이 다시 내보내세요.</translation>
    </message>
    <message>
        <source>The model asks for more memory than a judge may have.</source>
        <translation>모델이 심판에게 허용된 것보다 많은 메모리를 요구합니다.</translation>
    </message>
    <message>
        <source>Export a smaller network, without huge constants.</source>
        <translation>거대한 상수가 없는 더 작은 모델로 내보내세요.</translation>
    </message>
    <message>
        <source>The exam never came to an end.</source>
        <translation>검사가 끝나지 않았습니다.</translation>
    </message>
    <message>
        <source>The model was sent away. Export a simpler network.</source>
        <translation>모델을 돌려보냈습니다. 더 단순한 모델로 내보내세요.</translation>
    </message>
    <message>
        <source>The model broke the exam room. The game is unharmed.</source>
        <translation>모델이 검사실을 부쉈습니다. 게임은 무사합니다.</translation>
    </message>
    <message>
        <source>Export it once more, with another exporter if need be.</source>
        <translation>다시 내보내세요. 필요하면 다른 내보내기 도구를 쓰세요.</translation>
    </message>
    <message>
        <source>The exam was broken off.</source>
        <translation>검사를 중단했습니다.</translation>
    </message>
    <message>
        <source>Choose the file again to examine it once more.</source>
        <translation>다시 검사하려면 파일을 다시 고르세요.</translation>
    </message>
    <message>
        <source>The file changed during its exam.</source>
        <translation>검사 도중에 파일이 바뀌었습니다.</translation>
    </message>
    <message>
        <source>Let the export finish, then choose it again.</source>
        <translation>내보내기가 끝난 뒤 다시 고르세요.</translation>
    </message>
    <message>
        <source>The exam could not begin.</source>
        <translation>검사를 시작하지 못했습니다.</translation>
    </message>
    <message>
        <source>Close other programs, then choose it again.</source>
        <translation>다른 프로그램을 닫은 뒤 다시 고르세요.</translation>
    </message>
    <message>
        <source>This model cannot referee.</source>
        <translation>이 모델은 심판을 볼 수 없습니다.</translation>
    </message>
    <message>
        <source>Run laughgame model check on it to see why.</source>
        <translation>laughgame model check로 까닭을 확인하세요.</translation>
    </message>
    <message>
        <source>Export all seven, in the order the game uses.</source>
        <translation>게임이 쓰는 순서대로 7개를 모두 넣어 내보내 주세요.</translation>
    </message>
    <message>
        <source>The seven emotions are not the game&apos;s, or not in order.</source>
        <translation>감정 7개의 이름이나 순서가 게임과 다릅니다.</translation>
    </message>
    <message>
        <source>It has {count} emotions. It needs 7.</source>
        <translation>감정이 {count}개입니다. 7개가 필요합니다.</translation>
    </message>
    <message>
        <source>The current referee stays on.</source>
        <translation>지금 심판이 그대로 판정합니다.</translation>
    </message>
</context>
<context>
    <name>ResultsScreen</name>
    <message>
        <source>Share card</source>
        <translation>카드 공유</translation>
    </message>
    <message>
        <source>Share card (G)</source>
        <translation>카드 공유 (G)</translation>
    </message>
    <message>
        <source>Home</source>
        <translation>처음으로</translation>
    </message>
    <message>
        <source>Home (Esc)</source>
        <translation>처음으로 (Esc)</translation>
    </message>
    <message>
        <source>One more!</source>
        <translation>한 판 더!</translation>
    </message>
    <message>
        <source>One more! (Enter)</source>
        <translation>한 판 더! (Enter)</translation>
    </message>
    <message>
        <source>Previous player</source>
        <translation>이전 선수</translation>
    </message>
    <message>
        <source>Next player</source>
        <translation>다음 선수</translation>
    </message>
    <message>
        <source>Records</source>
        <translation>기록</translation>
    </message>
    <message>
        <source>Records (H)</source>
        <translation>기록 (H)</translation>
    </message>
    <message>
        <source>Full time! A draw</source>
        <translation>경기 끝! 무승부</translation>
    </message>
    <message>
        <source>Full time! {name} wins</source>
        <translation>경기 끝! {name} 승</translation>
    </message>
    <message>
        <source>Full time! Not a muscle</source>
        <translation>경기 끝! 미동도 없음</translation>
    </message>
    <message>
        <source>Full time! {clock}</source>
        <translation>경기 끝! {clock}</translation>
    </message>
    <message>
        <source>Survival</source>
        <translation>서바이벌</translation>
    </message>
    <message>
        <source>Hot seat · {count} players</source>
        <translation>돌아가며 · {count}명</translation>
    </message>
    <message>
        <source>Duel · {count} players</source>
        <translation>맞대결 · {count}명</translation>
    </message>
    <message>
        <source>personal best: {name}</source>
        <translation>개인 최고 기록: {name}</translation>
    </message>
    <message>
        <source>not kept yet; it is tried again</source>
        <translation>아직 기록하지 못해 다시 시도합니다</translation>
    </message>
    <message>
        <source>lasted</source>
        <translation>버틴 시간</translation>
    </message>
    <message>
        <source>near misses</source>
        <translation>아슬아슬</translation>
    </message>
    <message>
        <source>{gap} from the line</source>
        <translation>선과 {gap} 차이</translation>
    </message>
    <message>
        <source>hardest held in</source>
        <translation>가장 힘들게 참음</translation>
    </message>
    <message>
        <source>▼ near miss</source>
        <translation>▼ 아슬아슬</translation>
    </message>
    <message>
        <source>✕ card</source>
        <translation>✕ 카드</translation>
    </message>
    <message>
        <source>line {value}</source>
        <translation>기준선 {value}</translation>
    </message>
    <message>
        <source>What made you laugh</source>
        <translation>웃음 폭탄 순위</translation>
    </message>
    <message>
        <source>cards</source>
        <translation>나간 카드</translation>
    </message>
    <message>
        <source>Nothing this time.</source>
        <translation>이번에는 없습니다.</translation>
    </message>
    <message>
        <source>stone face of the match</source>
        <translation>오늘의 돌부처</translation>
    </message>
    <message>
        <source>smile {value} in the mean</source>
        <translation>평균 웃음 {value}</translation>
    </message>
    <message>
        <source>hid</source>
        <translation>숨음</translation>
    </message>
    <message>
        <source>after {time} s</source>
        <translation>{time}초 만에</translation>
    </message>
    <message>
        <source>Table</source>
        <translation>순위표</translation>
    </message>
    <message>
        <source>stone face</source>
        <translation>돌부처</translation>
    </message>
    <message>
        <source>laughed</source>
        <translation>터짐</translation>
    </message>
    <message>
        <source>cards at {times}</source>
        <translation>카드 {times}</translation>
    </message>
    <message>
        <source>nearly laughed at {times}</source>
        <translation>아슬아슬했던 순간 {times}</translation>
    </message>
    <message>
        <source>No jokes in a duel: you had each other.</source>
        <translation>맞대결에는 개그가 없습니다. 서로의 얼굴이 있었습니다.</translation>
    </message>
</context>
<context>
    <name>SavePanel</name>
    <message>
        <source>GIF</source>
        <translation>GIF</translation>
    </message>
    <message>
        <source>Film</source>
        <translation>영상</translation>
    </message>
    <message>
        <source>Picture card</source>
        <translation>그림 카드</translation>
    </message>
    <message>
        <source>Keep this moment?</source>
        <translation>이 순간을 간직할까요?</translation>
    </message>
    <message>
        <source>Save…</source>
        <translation>저장…</translation>
    </message>
    <message>
        <source>Not now</source>
        <translation>다음에</translation>
    </message>
    <message>
        <source>Saving…</source>
        <translation>저장하는 중…</translation>
    </message>
    <message>
        <source>Play on</source>
        <translation>계속하기</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>취소</translation>
    </message>
    <message>
        <source>{name}
It goes on by itself while you play.</source>
        <translation>{name}
게임을 계속해도 저장은 알아서 끝납니다.</translation>
    </message>
    <message>
        <source>Saved.</source>
        <translation>저장했습니다.</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>확인</translation>
    </message>
    <message>
        <source>Open the folder</source>
        <translation>폴더 열기</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>다시 시도</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>닫기</translation>
    </message>
    <message>
        <source>Nothing was saved</source>
        <translation>저장하지 못했습니다</translation>
    </message>
    <message>
        <source>Names and times only: there is no face on this card.</source>
        <translation>이름과 기록뿐입니다. 이 카드에는 얼굴이 없습니다.</translation>
    </message>
    <message>
        <source>This puts pictures of {name}, and of whoever else is seen, on your disk.</source>
        <translation>{name}님과 화면에 함께 보이는 사람의 사진이 내 디스크에 저장됩니다.</translation>
    </message>
    <message>
        <source>This puts a film of {name}, and of whoever else is seen, on your disk.</source>
        <translation>{name}님과 화면에 함께 보이는 사람의 영상이 내 디스크에 저장됩니다.</translation>
    </message>
    <message>
        <source>Nothing else does, and nothing is sent anywhere.</source>
        <translation>이때 말고는 아무것도 저장하지 않으며, 어디로도 보내지 않습니다.</translation>
    </message>
</context>
<context>
    <name>SavedNotice</name>
    <message>
        <source>Open folder</source>
        <translation>폴더 열기</translation>
    </message>
</context>
<context>
    <name>SettingsScreen</name>
    <message>
        <source>Settings</source>
        <translation>설정</translation>
    </message>
    <message>
        <source>Close  Esc</source>
        <translation>닫기  Esc</translation>
    </message>
    <message>
        <source>General</source>
        <translation>일반</translation>
    </message>
    <message>
        <source>Camera</source>
        <translation>카메라</translation>
    </message>
    <message>
        <source>Difficulty</source>
        <translation>난이도</translation>
    </message>
    <message>
        <source>Deck</source>
        <translation>개그</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>모델</translation>
    </message>
    <message>
        <source>Privacy</source>
        <translation>개인정보</translation>
    </message>
    <message>
        <source>Help</source>
        <translation>도움말</translation>
    </message>
    <message>
        <source>Everything applies at once,
even mid-match.</source>
        <translation>바꾸는 즉시 적용됩니다.
경기 중에도 괜찮습니다.</translation>
    </message>
</context>
<context>
    <name>ShareCard</name>
    <message>
        <source>Nobody had to hold anything in.</source>
        <translation>참아야 했던 웃음이 없습니다.</translation>
    </message>
</context>
<context>
    <name>SmileGauge</name>
    <message>
        <source>Threshold line</source>
        <translation>기준선</translation>
    </message>
    <message>
        <source>{line}: a smile above this is OUT</source>
        <translation>{line}: 웃음이 이 선을 넘으면 OUT</translation>
    </message>
    <message>
        <source>Drag the line, or use ↑ and ↓</source>
        <translation>선을 끌거나 ↑ ↓ 키로 옮기세요</translation>
    </message>
    <message>
        <source>warning zone</source>
        <translation>경고 구간</translation>
    </message>
</context>
<context>
    <name>SmilePanel</name>
    <message>
        <source>Smile</source>
        <translation>웃음</translation>
    </message>
    <message>
        <source>No face, the clock waits</source>
        <translation>얼굴이 없어 시계 멈춤</translation>
    </message>
    <message>
        <source>raw {value}</source>
        <translation>원래 {value}</translation>
    </message>
    <message>
        <source>Paused, the clock waits</source>
        <translation>일시 정지, 시계 멈춤</translation>
    </message>
    <message>
        <source>hold</source>
        <translation>버티기</translation>
    </message>
    <message>
        <source>Two-stage</source>
        <translation>2단계</translation>
    </message>
    <message>
        <source>Judged once happy tops 50%</source>
        <translation>행복 50% 넘어야 판정</translation>
    </message>
</context>
<context>
    <name>SoundButton</name>
    <message>
        <source>Mute (M)</source>
        <translation>소리 끄기 (M)</translation>
    </message>
    <message>
        <source>Sound on (M)</source>
        <translation>소리 켜기 (M)</translation>
    </message>
</context>
<context>
    <name>Timeline</name>
    <message>
        <source>Smile over the last 20 seconds</source>
        <translation>최근 20초 동안의 웃음</translation>
    </message>
    <message>
        <source>-20 s</source>
        <translation>-20초</translation>
    </message>
    <message>
        <source>now</source>
        <translation>지금</translation>
    </message>
</context>
<context>
    <name>TitleScreen</name>
    <message>
        <source>Practice</source>
        <translation>연습</translation>
    </message>
    <message>
        <source>Warm up, no score</source>
        <translation>점수 없이 몸풀기</translation>
    </message>
    <message>
        <source>Survival</source>
        <translation>서바이벌</translation>
    </message>
    <message>
        <source>Two cards, then out</source>
        <translation>카드 두 장이면 끝</translation>
    </message>
    <message>
        <source>Laugh once, and out</source>
        <translation>한 번 웃으면 끝</translation>
    </message>
    <message>
        <source>Laughs until out: {count}</source>
        <translation>{count}번 웃으면 끝</translation>
    </message>
    <message>
        <source>Duel</source>
        <translation>맞대결</translation>
    </message>
    <message>
        <source>Laugh first, lose</source>
        <translation>먼저 웃으면 패배</translation>
    </message>
    <message>
        <source>Hot seat</source>
        <translation>돌아가며</translation>
    </message>
    <message>
        <source>One after the other</source>
        <translation>한 명씩 카메라 앞</translation>
    </message>
    <message>
        <source>Mimic</source>
        <translation>표정 따라하기</translation>
    </message>
    <message>
        <source>Here you may smile</source>
        <translation>이건 웃어도 됩니다</translation>
    </message>
    <message>
        <source>Players (P)</source>
        <translation>선수 (P)</translation>
    </message>
    <message>
        <source>Kick off!</source>
        <translation>시작!</translation>
    </message>
    <message>
        <source>Settings (S)</source>
        <translation>설정 (S)</translation>
    </message>
    <message>
        <source>Records (H)</source>
        <translation>기록 (H)</translation>
    </message>
    <message>
        <source>Not one millimetre</source>
        <translation>입꼬리 1mm도</translation>
    </message>
    <message>
        <source>of a smile.</source>
        <translation>안 됩니다.</translation>
    </message>
    <message>
        <source>Keep a straight face before the camera.</source>
        <translation>카메라 앞에서 끝까지 무표정.</translation>
    </message>
    <message>
        <source>No picture leaves this computer</source>
        <translation>영상은 이 컴퓨터를 떠나지 않습니다</translation>
    </message>
    <message>
        <source>Faces are calibrated anew</source>
        <translation>얼굴 보정을 다시 합니다</translation>
    </message>
    <message>
        <source>game</source>
        <translation>모드</translation>
    </message>
    <message>
        <source>players</source>
        <translation>선수</translation>
    </message>
    <message>
        <source>calibrate anew</source>
        <translation>다시 보정</translation>
    </message>
    <message>
        <source>records</source>
        <translation>기록</translation>
    </message>
    <message>
        <source>help</source>
        <translation>도움말</translation>
    </message>
    <message>
        <source>full screen</source>
        <translation>전체 화면</translation>
    </message>
    <message>
        <source>Who plays</source>
        <translation>오늘의 선수</translation>
    </message>
</context>
<context>
    <name>TopBar</name>
    <message>
        <source>Demo player</source>
        <translation>시범 선수</translation>
    </message>
    <message>
        <source>Camera</source>
        <translation>카메라</translation>
    </message>
    <message>
        <source>{count} fps</source>
        <translation>{count} fps</translation>
    </message>
    <message>
        <source>lag {time} ms</source>
        <translation>지연 {time} ms</translation>
    </message>
    <message>
        <source>Go on (Space)</source>
        <translation>계속하기 (Space)</translation>
    </message>
    <message>
        <source>Pause (Space)</source>
        <translation>일시 정지 (Space)</translation>
    </message>
    <message>
        <source>Settings (S)</source>
        <translation>설정 (S)</translation>
    </message>
    <message>
        <source>Practice</source>
        <translation>연습</translation>
    </message>
    <message>
        <source>Warm up, no score</source>
        <translation>점수 없이 몸풀기</translation>
    </message>
    <message>
        <source>Survival</source>
        <translation>서바이벌</translation>
    </message>
    <message>
        <source>Hot seat</source>
        <translation>돌아가며</translation>
    </message>
    <message>
        <source>Duel</source>
        <translation>맞대결</translation>
    </message>
    <message>
        <source>Mimic</source>
        <translation>표정 따라하기</translation>
    </message>
    <message>
        <source>Keep a straight face</source>
        <translation>끝까지 무표정</translation>
    </message>
    <message>
        <source>Here you may smile</source>
        <translation>이건 웃어도 됩니다</translation>
    </message>
    <message>
        <source>Time out</source>
        <translation>작전 타임</translation>
    </message>
    <message>
        <source>lives</source>
        <translation>목숨</translation>
    </message>
</context>
<context>
    <name>Verdict</name>
    <message>
        <source>Safe</source>
        <translation>안전</translation>
    </message>
    <message>
        <source>Warning</source>
        <translation>경고</translation>
    </message>
    <message>
        <source>Out</source>
        <translation>아웃</translation>
    </message>
    <message>
        <source>Paused</source>
        <translation>멈춤</translation>
    </message>
</context>
<context>
    <name>Wording</name>
    <message>
        <source>smile {share}</source>
        <translation>웃음 {share}</translation>
    </message>
    <message>
        <source>{amount} over</source>
        <translation>{amount} 넘음</translation>
    </message>
    <message>
        <source>{amount} to spare</source>
        <translation>여유 {amount}</translation>
    </message>
    <message>
        <source>at once</source>
        <translation>바로</translation>
    </message>
    <message>
        <source>{held} / {all} s</source>
        <translation>{held} / {all}초</translation>
    </message>
    <message>
        <source>{smile} at once, line {line}</source>
        <translation>웃음 {smile}, 넘자마자 · 기준선 {line}</translation>
    </message>
    <message>
        <source>{smile} for {held} s, line {line}</source>
        <translation>웃음 {smile}, {held}초 · 기준선 {line}</translation>
    </message>
</context>
</TS>
