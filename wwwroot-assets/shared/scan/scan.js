// The scan page: a code before the camera, or in a picture, is put into the form's field, and the form is sent. Without this it is typed.
import { readerOf } from "./reader.js";

const begun = new WeakSet();

export function begin(part) {
    if (begun.has(part)) {
        return;
    }
    begun.add(part);
    const words = JSON.parse(part.dataset.words);
    const [camera, picture, view, note] = ["[data-camera]", "[data-picture]", "video", "[data-note]"].map(name => part.querySelector(name));
    const form = part.parentElement.querySelector("form");
    let reader, stream;
    // Which press of the button is meant: the camera may be granted after it was stopped again.
    let turn = 0;

    picture.hidden = false;
    camera.hidden = !navigator.mediaDevices?.getUserMedia;
    camera.addEventListener("click", () => stream ? stop() : start());
    picture.querySelector("input").addEventListener("change", read);
    // Whoever leaves the page leaves the camera too.
    new MutationObserver((_, watching) => {
        if (!part.isConnected) {
            watching.disconnect();
            stop();
        }
    }).observe(document.body, { childList: true, subtree: true });

    async function start() {
        const mine = ++turn;
        say("");
        try {
            const granted = await navigator.mediaDevices.getUserMedia({ video: { facingMode: "environment" } });
            if (mine !== turn) {
                granted.getTracks().forEach(track => track.stop());
                return;
            }
            stream = granted;
            view.srcObject = stream;
            show(true);
            await view.play();
            reader ??= await readerOf();
            look(mine);
        } catch (error) {
            stop();
            say(error?.name === "NotAllowedError" ? words.denied : words.failed);
        }
    }

    function stop() {
        turn++;
        stream?.getTracks().forEach(track => track.stop());
        stream = undefined;
        show(false);
    }

    // The next frame is looked at when this one has been: a slow phone falls behind by none.
    async function look(mine) {
        let found;
        try {
            found = await reader(view, view.videoWidth, view.videoHeight);
        } catch {
            // A frame that cannot be read: the next one.
        }
        if (mine !== turn) {
            return;
        }
        if (found) {
            open(found);
        } else {
            setTimeout(look, 150, mine);
        }
    }

    async function read(event) {
        const [file] = event.target.files;
        event.target.value = "";
        if (!file) {
            return;
        }
        say("");
        try {
            const image = await createImageBitmap(file);
            reader ??= await readerOf();
            const found = await reader(image, image.width, image.height);
            if (found) {
                open(found);
            } else {
                say(words.nothing);
            }
        } catch {
            say(words.failed);
        }
    }

    function open(found) {
        stop();
        form.querySelector("input[type=text]").value = found;
        form.requestSubmit();
    }

    function show(on) {
        view.hidden = !on;
        camera.lastElementChild.textContent = on ? words.stop : words.start;
    }

    function say(text) {
        note.hidden = text === "";
        note.lastElementChild.textContent = text;
    }
}
