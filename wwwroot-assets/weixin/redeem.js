// Scanning at the counter: with the camera where the browser knows barcodes, else from a picture, else not at all (a scanner types).
const formats = ["code_128", "qr_code"];
let page, detector, stream, timer;
// Which press of the button is meant: the camera may be granted after it was stopped again.
let turn = 0;

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
  // At the document: the button is drawn when the counter is known, which may be later.
  document.addEventListener("change", read);
  return navigator.mediaDevices?.getUserMedia ? ["camera", "picture"] : ["picture"];
}

export async function start() {
  const view = document.getElementById("scan-view");
  const mine = ++turn;
  try {
    const granted = await navigator.mediaDevices.getUserMedia({ video: { facingMode: "environment" } });
    if (mine !== turn) {
      granted.getTracks().forEach((track) => track.stop());
      return;
    }
    stream = granted;
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
  turn++;
  clearInterval(timer);
  stream?.getTracks().forEach((track) => track.stop());
  stream = undefined;
}

export function end() {
  stop();
  document.removeEventListener("change", read);
  page = undefined;
}

async function read(event) {
  if (event.target.id !== "scan-picture") return;
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
