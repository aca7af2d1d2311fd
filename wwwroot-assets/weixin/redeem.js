// Scanning at the counter: with the camera where the browser knows barcodes, else from a picture, else not at all (a scanner types).
const formats = ["code_128", "qr_code"];
let page, detector, stream, timer;

/** @returns what this browser can do: "camera", "picture". */
export async function begin(dotnet) {
  page = dotnet;
  if (!("BarcodeDetector" in window)) return [];
  try {
    const known = await window.BarcodeDetector.getSupportedFormats();
    const wanted = formats.filter((format) => known.includes(format));
    if (wanted.length === 0) return [];
    detector = new window.BarcodeDetector({ formats: wanted });
  } catch {
    return [];
  }
  document.getElementById("scan-picture")?.addEventListener("change", read);
  return navigator.mediaDevices?.getUserMedia ? ["camera", "picture"] : ["picture"];
}

export async function start() {
  const view = document.getElementById("scan-view");
  try {
    stream = await navigator.mediaDevices.getUserMedia({ video: { facingMode: "environment" } });
    view.srcObject = stream;
    await view.play();
  } catch (error) {
    stop();
    await page.invokeMethodAsync("NotScanned", error?.name === "NotAllowedError" ? "Denied" : "Failed");
    return;
  }
  timer = setInterval(async () => {
    try {
      const [found] = await detector.detect(view);
      if (!found || !stream) return;
      stop();
      await page.invokeMethodAsync("Scanned", found.rawValue);
    } catch {
      // A frame that cannot be read: the next one.
    }
  }, 200);
}

export function stop() {
  clearInterval(timer);
  stream?.getTracks().forEach((track) => track.stop());
  stream = undefined;
}

export function end() {
  stop();
  page = undefined;
}

async function read(event) {
  const [file] = event.target.files;
  event.target.value = "";
  if (!file || !page) return;
  try {
    const [found] = await detector.detect(await createImageBitmap(file));
    await (found ? page.invokeMethodAsync("Scanned", found.rawValue) : page.invokeMethodAsync("NotScanned", "Nothing"));
  } catch {
    await page?.invokeMethodAsync("NotScanned", "Failed");
  }
}
