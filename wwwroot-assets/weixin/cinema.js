// The seats of a screening, and the time that is left to pay for them. Without this script both work the same: the server says who was faster.

const every = 4000;

// A page that is changed in place keeps its parts: each is begun once, and drawn anew afterwards.
const begun = new WeakMap();

export function begin(part) {
    if (!begun.has(part)) {
        begun.set(part, part.dataset.taken ? seats(part) : countdown(part));
    }
    begun.get(part)();
}

function seats(form) {
    const boxes = () => [...form.querySelectorAll("input[type=checkbox]")];
    const chosen = () => boxes().filter(box => box.checked);
    const say = text => { form.querySelector("[data-summed]").textContent = text; };
    const yuan = fen => `¥${(fen / 100).toFixed(2)}`;
    const count = list => list.reduce((all, box) => all + Number(box.dataset.count), 0);

    // The form may have become another page's: pages are changed in place.
    const here = () => form.isConnected && form.dataset.taken;

    const draw = () => {
        const seats = count(chosen());
        say(seats === 0 ? form.dataset.none : `${seats} ${form.dataset.sum} · ${yuan(seats * Number(form.dataset.fen))}`);
    };

    form.addEventListener("change", event => {
        if (!here()) {
            return;
        }
        const box = event.target;
        if (box.checked && count(chosen()) > Number(form.dataset.most)) {
            box.checked = false;
            say(form.dataset.full);
        } else {
            draw();
        }
    });

    const look = async () => {
        if (!here()) {
            return;
        }
        try {
            const answer = document.hidden ? null : await fetch(form.dataset.taken, { headers: { Accept: "application/json" }, redirect: "error" });
            if (answer?.ok) {
                mark(new Set(await answer.json()));
            }
        } catch {
            // Offline, or signed out elsewhere: the next look tells, and the server decides anyway.
        }
        setTimeout(look, every);
    };

    const mark = taken => {
        const lost = [];
        for (const box of boxes().filter(one => one.dataset.mine === undefined)) {
            const gone = taken.has(Number(box.value));
            if (gone && box.checked) {
                lost.push(box.closest("label").title);
                box.checked = false;
                box.closest("label").classList.add("seat--lost");
            }
            box.disabled = gone;
        }
        if (lost.length > 0) {
            const told = form.querySelector("[data-told]");
            told.textContent = `${lost.join(", ")} ${form.dataset.gone}`;
            told.hidden = false;
            draw();
        }
    };

    setTimeout(look, every);
    return draw;
}

function countdown(part) {
    let timer = 0;
    let said = "";
    let end = 0;
    // From what the server says is left, by a clock that only runs on: what this device takes for the time of day may be anything.
    const tick = () => {
        clearTimeout(timer);
        const left = part.querySelector("[data-left]");
        if (!left || !part.isConnected) {
            return;
        }
        const says = `${part.dataset.of} ${part.dataset.seconds}`;
        if (says !== said) {
            said = says;
            end = performance.now() + Number(part.dataset.seconds) * 1000;
        }
        const seconds = Math.ceil((end - performance.now()) / 1000);
        if (seconds <= 0) {
            left.parentElement.textContent = part.dataset.over;
            return;
        }
        left.textContent = `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
        timer = setTimeout(tick, 1000);
    };
    return tick;
}
