// Scanning at the counter, with the camera or from a picture. A scanner in the hand types.
import { hasCamera, scanner } from "/_content/WeixinWeChat.Portal/shared/scan/scanner.js";

let page;
const scan = scanner(() => document.getElementById("scan-view"), text => page?.invokeMethodAsync("Scanned", text), why => page?.invokeMethodAsync("NotScanned", why));

/** @returns what this browser can do: "camera", "picture". */
export function begin(dotnet) {
  page = dotnet;
  // At the document: the button is drawn when the counter is known, which may be later.
  document.addEventListener("change", read);
  return hasCamera() ? ["camera", "picture"] : ["picture"];
}

export const start = () => scan.start();

export const stop = () => scan.stop();

export function end() {
  stop();
  document.removeEventListener("change", read);
  page = undefined;
}

function read(event) {
  if (event.target.id === "scan-picture" && page) scan.read(event.target);
}
