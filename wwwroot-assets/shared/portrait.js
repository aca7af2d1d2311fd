// A chosen picture is made small before it is sent: a photograph of a phone is a hundred times what is shown of it, and its line may be slow.
// Without this, or where the browser cannot read the file, it is sent as it is.
const side = 512;
const begun = new WeakSet();

export function begin(form) {
    if (begun.has(form)) {
        return;
    }
    begun.add(form);
    const field = form.querySelector("input[type=file]");
    let sent = false;
    form.addEventListener("submit", async event => {
        const [file] = field.files;
        if (sent || !file) {
            return;
        }
        event.preventDefault();
        sent = true;
        try {
            field.files = await small(file);
        } catch {
            // As it is: the server says what is wrong with it.
        }
        form.submit();
    });
}

async function small(file) {
    const picture = await createImageBitmap(file);
    const edge = Math.min(picture.width, picture.height);
    if (edge <= side) {
        return filesOf(file);
    }
    const canvas = document.createElement("canvas");
    canvas.width = canvas.height = side;
    const drawing = canvas.getContext("2d");
    drawing.fillStyle = "#fff";
    drawing.fillRect(0, 0, side, side);
    drawing.drawImage(picture, (picture.width - edge) / 2, (picture.height - edge) / 2, edge, edge, 0, 0, side, side);
    const made = await new Promise(done => canvas.toBlob(done, "image/jpeg", 0.9));
    return filesOf(new File([made], "portrait.jpg", { type: "image/jpeg" }));
}

function filesOf(file) {
    const files = new DataTransfer();
    files.items.add(file);
    return files.files;
}
