// The scan page: a code before the camera, or in a picture, is put into the form's field, and the form is sent. Without this it is typed.
import { hasCamera, scanner } from "./scanner.js";

const begun = new WeakSet();

export function begin(part) {
    if (begun.has(part)) {
        return;
    }
    begun.add(part);
    const words = JSON.parse(part.dataset.words);
    const [camera, picture, view, note] = ["[data-camera]", "[data-picture]", "video", "[data-note]"].map(name => part.querySelector(name));
    const form = part.parentElement.querySelector("form");
    const scan = scanner(() => view, text => {
        show(false);
        form.querySelector("input[type=text]").value = text;
        form.requestSubmit();
    }, why => {
        show(false);
        say(words[why]);
    });

    picture.hidden = false;
    camera.hidden = !hasCamera();
    camera.addEventListener("click", () => {
        say("");
        if (view.hidden) {
            show(true);
            scan.start();
        } else {
            show(false);
            scan.stop();
        }
    });
    picture.querySelector("input").addEventListener("change", event => {
        say("");
        scan.read(event.target);
    });
    // Whoever leaves the page leaves the camera too.
    new MutationObserver((_, watching) => {
        if (!part.isConnected) {
            watching.disconnect();
            scan.stop();
        }
    }).observe(document.body, { childList: true, subtree: true });

    function show(on) {
        view.hidden = !on;
        camera.lastElementChild.textContent = on ? words.stop : words.start;
    }

    function say(text) {
        note.hidden = text === "";
        note.lastElementChild.textContent = text;
    }
}
