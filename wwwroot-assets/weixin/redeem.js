// Scanning at the counter, with the camera or from a picture. A scanner in the hand types.
import { readerOf } from "/_content/WeixinWeChat.Portal/shared/scan/reader.js";

let page, reader, stream, timer;
// Which press of the button is meant: the camera may be granted after it was stopped again.
let turn = 0;

/** @returns what this browser can do: "camera", "picture". */
export function begin(dotnet) {
  page = dotnet;
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
    reader ??= await readerOf();
  } catch (error) {
    stop();
    await page?.invokeMethodAsync("NotScanned", error?.name === "NotAllowedError" ? "Denied" : "Failed");
    return;
  }
  if (mine === turn) look(view, mine);
}

export function stop() {
  turn++;
  clearTimeout(timer);
  stream?.getTracks().forEach((track) => track.stop());
  stream = undefined;
}

export function end() {
  stop();
  document.removeEventListener("change", read);
  page = undefined;
}

// The next frame is looked at when this one has been: a slow phone falls behind by none.
async function look(view, mine) {
  let found;
  try {
    found = await reader(view, view.videoWidth, view.videoHeight);
  } catch {
    // A frame that cannot be read: the next one.
  }
  if (mine !== turn) return;
  if (!found) {
    timer = setTimeout(look, 150, view, mine);
    return;
  }
  stop();
  await page?.invokeMethodAsync("Scanned", found);
}

async function read(event) {
  if (event.target.id !== "scan-picture") return;
  const [file] = event.target.files;
  event.target.value = "";
  if (!file || !page) return;
  try {
    const picture = await createImageBitmap(file);
    reader ??= await readerOf();
    const found = await reader(picture, picture.width, picture.height);
    await (found ? page.invokeMethodAsync("Scanned", found) : page.invokeMethodAsync("NotScanned", "Nothing"));
  } catch {
    await page?.invokeMethodAsync("NotScanned", "Failed");
  }
}
