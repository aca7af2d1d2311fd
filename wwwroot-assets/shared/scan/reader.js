// Reads QR codes and bar codes: by the browser's own reader where it has one, else by the one that comes along (many phones and most desks
// have none).
const formats = { qr_code: "QRCode", code_128: "Code128" };
// Enough to read a code by, and little enough for an old phone.
const widest = 800;

/** @returns what looks for a code in a picture or a camera's frame: (source, width, height) to its text, or nothing. */
export async function readerOf() {
  try {
    const known = (await window.BarcodeDetector?.getSupportedFormats()) ?? [];
    const wanted = Object.keys(formats).filter((format) => known.includes(format));
    if (wanted.length > 0) {
      const detector = new window.BarcodeDetector({ formats: wanted });
      return async (source) => (await detector.detect(source))[0]?.rawValue;
    }
  } catch {
    // It says that it has one and has not.
  }
  const zxing = await import("../zxing/reader/index.js");
  // Else it would fetch its program from elsewhere.
  const program = new URL("../zxing/reader.wasm", import.meta.url).href;
  await zxing.prepareZXingModule({ overrides: { locateFile: () => program }, fireImmediately: true });
  const canvas = document.createElement("canvas");
  const drawing = canvas.getContext("2d", { willReadFrequently: true });
  return async (source, width, height) => {
    const part = Math.min(1, widest / Math.max(width, height));
    [canvas.width, canvas.height] = [Math.round(width * part), Math.round(height * part)];
    drawing.drawImage(source, 0, 0, canvas.width, canvas.height);
    const pixels = drawing.getImageData(0, 0, canvas.width, canvas.height);
    const [code] = await zxing.readBarcodes(pixels, { formats: Object.values(formats), maxNumberOfSymbols: 1 });
    return code?.text;
  };
}
