"""The operators a judge may use: plain sums over tensors, and nothing that steers or lasts.

Left out on purpose: whatever runs a network inside the network (If, Loop, Scan, SequenceMap),
for it may never end; chance (Random…, Bernoulli, Multinomial), for the same face has to get the
same verdict; text, pictures and sequences, which no
verdict needs; and everything of a foreign domain, which the game cannot run.

Source: the operator sets ``ai.onnx`` (https://onnx.ai/onnx/operators/) and ``com.microsoft``
(https://github.com/microsoft/onnxruntime/blob/main/docs/ContribOperators.md); of the latter only
what quantising and fusing a network of the former leaves behind.
"""

from typing import Final

_STANDARD: Final = """
    Abs Acos Acosh Add And ArgMax ArgMin Asin Asinh Atan Atanh Attention AveragePool
    BatchNormalization BitShift BitwiseAnd BitwiseNot BitwiseOr BitwiseXor Cast CastLike Ceil Celu
    CenterCropPad Clip Concat Constant ConstantOfShape Conv ConvInteger ConvTranspose Cos Cosh
    CumSum DepthToSpace DequantizeLinear Det Div Dropout DynamicQuantizeLinear Einsum Elu Equal Erf
    Exp Expand EyeLike Flatten Floor GRU Gather GatherElements GatherND Gelu Gemm GlobalAveragePool
    GlobalLpPool GlobalMaxPool Greater GreaterOrEqual GroupNormalization HardSigmoid HardSwish
    Hardmax Identity InstanceNormalization IsInf IsNaN LRN LSTM LayerNormalization LeakyRelu Less
    LessOrEqual Log LogSoftmax LpNormalization LpPool MatMul MatMulInteger Max MaxPool Mean
    MeanVarianceNormalization Min Mish Mod Mul Neg Not OneHot Or PRelu Pad Pow QLinearConv
    QLinearMatMul QuantizeLinear RMSNormalization RNN Range Reciprocal ReduceL1 ReduceL2
    ReduceLogSum ReduceLogSumExp ReduceMax ReduceMean ReduceMin ReduceProd ReduceSum
    ReduceSumSquare Relu Reshape Resize RotaryEmbedding Round ScatterElements ScatterND Selu Shape
    Shrink Sigmoid Sign Sin Sinh Size Slice Softmax Softplus Softsign SpaceToDepth Split Sqrt
    Squeeze Sub Sum Swish Tan Tanh ThresholdedRelu Tile TopK Transpose Trilu Unsqueeze
    Where Xor
"""

_MICROSOFT: Final = """
    Attention BiasGelu ConvTransposeWithDynamicPads DequantizeLinear DynamicQuantizeLSTM
    DynamicQuantizeMatMul FastGelu FusedConv FusedGemm FusedMatMul Gelu MatMulInteger16
    MatMulIntegerToFloat MatMulNBits MultiHeadAttention NhwcMaxPool QAttention QGemm QLinearAdd
    QLinearAveragePool QLinearConcat QLinearGlobalAveragePool QLinearLeakyRelu QLinearMul
    QLinearReduceMean QLinearSigmoid QLinearSoftmax QuantizeLinear QuickGelu
    SimplifiedLayerNormalization SkipLayerNormalization SkipSimplifiedLayerNormalization
"""

ALLOWED: Final = frozenset(
    [*_STANDARD.split(), *(f"com.microsoft.{name}" for name in _MICROSOFT.split())]
)
"""By name; one that is not of the standard set has its domain in front, with a dot."""
