// Looks for a code through the camera, or in a chosen picture.
import { readerOf } from "./reader.js";

/**
 * @param view gives the video element that shows what the camera sees
 * @param found is told the text of a code; the camera is off by then
 * @param failed is told why there is none: "Denied", "Failed", "Nothing"
 */
export function scanner(view, found, failed) {
    let reader, stream;
    // Which press of the button is meant: the camera may be granted after it was stopped again.
    let turn = 0;

    async function start() {
        const mine = ++turn;
        try {
            const granted = await navigator.mediaDevices.getUserMedia({ video: { facingMode: "environment" } });
            if (mine !== turn) {
                granted.getTracks().forEach(track => track.stop());
                return;
            }
            stream = granted;
            view().srcObject = stream;
            await view().play();
            reader ??= await readerOf();
        } catch (error) {
            if (mine === turn) {
                stop();
                failed(error?.name === "NotAllowedError" ? "Denied" : "Failed");
            }
            return;
        }
        if (mine === turn) {
            look(mine);
        }
    }

    function stop() {
        turn++;
        stream?.getTracks().forEach(track => track.stop());
        stream = undefined;
    }

    // The next frame is looked at when this one has been: a slow phone falls behind by none.
    async function look(mine) {
        let text;
        try {
            text = await reader(view(), view().videoWidth, view().videoHeight);
        } catch {
            // A frame that cannot be read: the next one.
        }
        if (mine !== turn) {
            return;
        }
        if (text) {
            stop();
            found(text);
        } else {
            setTimeout(look, 150, mine);
        }
    }

    /** Reads the picture that was chosen in a file field. */
    async function read(field) {
        const [file] = field.files;
        field.value = "";
        if (!file) {
            return;
        }
        try {
            const picture = await createImageBitmap(file);
            reader ??= await readerOf();
            const text = await reader(picture, picture.width, picture.height);
            if (text) {
                found(text);
            } else {
                failed("Nothing");
            }
        } catch {
            failed("Failed");
        }
    }

    return { start, stop, read };
}

/** Can a camera be asked for here? */
export const hasCamera = () => !!navigator.mediaDevices?.getUserMedia;
