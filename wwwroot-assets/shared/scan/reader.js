// Reads QR codes and bar codes: by the browser's own reader where it has one, else by the one that comes along (many phones and most desks
// have none).
const formats = ["code_128", "qr_code"];
// Enough to read a code by, and little enough for an old phone.
const widest = 800;

/** @returns what looks for a code in a picture or a camera's frame: (source, width, height) to its text, or nothing. */
export async function readerOf() {
  try {
    const known = (await window.BarcodeDetector?.getSupportedFormats()) ?? [];
    const wanted = formats.filter((format) => known.includes(format));
    if (wanted.length > 0) {
      const detector = new window.BarcodeDetector({ formats: wanted });
      return async (source) => (await detector.detect(source))[0]?.rawValue;
    }
  } catch {
    // It says that it has one and has not.
  }
  await import("../zxing/zxing.js");
  const zxing = self.ZXing;
  const decoder = new zxing.MultiFormatReader();
  decoder.setHints(new Map([
    [zxing.DecodeHintType.POSSIBLE_FORMATS, [zxing.BarcodeFormat.QR_CODE, zxing.BarcodeFormat.CODE_128]],
    [zxing.DecodeHintType.TRY_HARDER, true],
  ]));
  const canvas = document.createElement("canvas");
  const drawing = canvas.getContext("2d", { willReadFrequently: true });
  return (source, width, height) => {
    const part = Math.min(1, widest / Math.max(width, height));
    [canvas.width, canvas.height] = [Math.round(width * part), Math.round(height * part)];
    drawing.drawImage(source, 0, 0, canvas.width, canvas.height);
    try {
      return decoder.decodeWithState(new zxing.BinaryBitmap(new zxing.HybridBinarizer(new zxing.HTMLCanvasElementLuminanceSource(canvas)))).getText();
    } catch {
      // No code is an exception there.
      return undefined;
    }
  };
}
