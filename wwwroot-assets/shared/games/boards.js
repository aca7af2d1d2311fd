// How each game is drawn and touched. A board is made once for a stage; draw() shows a position, and press is told of every move.
import * as doubling from "./doubling.js";
import * as clusters from "./clusters.js";
import * as lamps from "./lamps.js";

const arrows = { ArrowUp: "u", ArrowDown: "d", ArrowLeft: "l", ArrowRight: "r" };
const least = 24;
const still = () => matchMedia("(prefers-reduced-motion: reduce)").matches;

export const games = {
    doubling: { rules: doubling, board: tiles },
    clusters: { rules: clusters, board: stones },
    lamps: { rules: lamps, board: bulbs },
};

/** Fills the places of a text: {0}, {1} … */
export const fill = (text, ...values) => text.replace(/\{(\d)\}/g, (_, place) => values[Number(place)]);

function make(className, content = "") {
    const made = document.createElement("div");
    made.className = className;
    made.textContent = content;
    return made;
}

// Slid by a finger, by the arrow keys, or by the four buttons below the board.
function tiles(stage, words, press) {
    const board = make("tiles");
    board.tabIndex = 0;
    board.setAttribute("role", "application");
    board.setAttribute("aria-label", words.board);
    const cells = Array.from({ length: doubling.side ** 2 }, () => make("tile"));
    board.append(...cells);
    stage.replaceChildren(board);

    let from = null;
    board.addEventListener("pointerdown", event => {
        from = { x: event.clientX, y: event.clientY };
        board.setPointerCapture(event.pointerId);
    });
    board.addEventListener("pointerup", event => {
        const [x, y] = [event.clientX - (from?.x ?? event.clientX), event.clientY - (from?.y ?? event.clientY)];
        from = null;
        if (Math.max(Math.abs(x), Math.abs(y)) >= least) {
            press(Math.abs(x) > Math.abs(y) ? (x > 0 ? "r" : "l") : (y > 0 ? "d" : "u"));
        }
    });
    board.addEventListener("pointercancel", () => { from = null; });
    board.addEventListener("keydown", event => {
        if (arrows[event.key] && !event.altKey && !event.ctrlKey && !event.metaKey) {
            event.preventDefault();
            press(arrows[event.key]);
        }
    });

    return {
        focus: () => board.focus({ preventScroll: true }),
        draw: (position, moved) => {
            position?.tiles.forEach((tile, at) => {
                cells[at].dataset.tile = tile > 2048 ? "more" : tile;
                cells[at].textContent = tile || "";
            });
            if (!position) {
                cells.forEach(cell => { cell.dataset.tile = 0; cell.textContent = ""; });
            } else if (moved && !still()) {
                slide(position);
            }
        },
        say: (position, before) => fill(words.said, position.score - (before?.score ?? 0), position.score, Math.max(...position.tiles)),
        sound: (position, before) => position.score > before.score ? "earn" : "move",
    };

    function slide(position) {
        const places = cells.map(cell => [cell.offsetLeft, cell.offsetTop]);
        for (const [start, end] of position._paths ?? []) {
            if (start !== end) {
                cells[end].animate([{ transform: `translate(${places[start][0] - places[end][0]}px, ${places[start][1] - places[end][1]}px)` }, { transform: "none" }], { duration: 110, easing: "ease-out" });
            }
        }
        for (const at of position._doubled ?? []) {
            cells[at].animate([{ scale: 1 }, { scale: 1.12 }, { scale: 1 }], { duration: 160, delay: 80 });
        }
        cells[position._born]?.animate([{ scale: 0.2, opacity: 0 }, { scale: 1, opacity: 1 }], { duration: 140, delay: 60, fill: "backwards" });
    }
}

function stones(stage, words, press) {
    let shown = null;
    const grid = cellsOf(stage, words.board, clusters.columns, clusters.rows, "stone", cell => press(clusters.moveOf(cell)), cell => {
        const found = shown && cell >= 0 ? clusters.group(shown, cell) : [];
        grid.cells.forEach((button, at) => { button.toggleAttribute("data-lit", found.length > 1 && found.includes(at)); });
    });
    return {
        focus: grid.focus,
        draw: (position, moved) => {
            shown = position;
            grid.cells.forEach((button, at) => {
                const stone = position?.stones[at] ?? 0;
                button.dataset.kind = stone;
                // Disabled for the eye and the ear alone: a button that is none any more would let the keyboard fall out of the board.
                button.setAttribute("aria-disabled", String(stone === 0));
                button.setAttribute("aria-label", stone === 0 ? fill(words.empty, row(at, clusters.columns), column(at, clusters.columns))
                    : fill(words.stone, words[`kind${stone}`], row(at, clusters.columns), column(at, clusters.columns), clusters.group(position, at).length));
            });
            grid.light();
            if (moved && !still()) {
                stage.firstElementChild.animate([{ opacity: 0.6 }, { opacity: 1 }], { duration: 140 });
            }
        },
        say: (position, before) => fill(words.said, position.score - (before?.score ?? 0), position.score, position.stones.filter(stone => stone !== 0).length),
        sound: () => "earn",
    };
}

function bulbs(stage, words, press) {
    const grid = cellsOf(stage, words.board, lamps.side, lamps.side, "lamp", cell => press(lamps.moveOf(cell)), () => { });
    return {
        focus: grid.focus,
        draw: position => grid.cells.forEach((button, at) => {
            const lit = Boolean((position?.lit ?? 0) & (1 << at));
            button.toggleAttribute("data-lit", lit);
            button.setAttribute("aria-label", fill(lit ? words.on : words.off, row(at, lamps.side), column(at, lamps.side)));
        }),
        extra: position => `${position.left}`,
        say: (position, before) => fill(position.round > (before?.round ?? position.round) ? words.next : words.said, position.round, position.left, position.score),
        sound: (position, before) => position.score > before.score ? "won" : "move",
    };
}

const row = (at, columns) => Math.floor(at / columns) + 1;
const column = (at, columns) => at % columns + 1;

// Buttons in rows: one of them is reached by the tab key, the others from there by the arrows.
function cellsOf(stage, label, columns, rows, className, press, look) {
    const board = make(`cells ${className}s`);
    board.setAttribute("role", "group");
    board.setAttribute("aria-label", label);
    board.style.setProperty("--columns", columns);
    const cells = Array.from({ length: columns * rows }, (_, at) => {
        const button = document.createElement("button");
        button.type = "button";
        button.className = className;
        button.tabIndex = at === 0 ? 0 : -1;
        return button;
    });
    board.append(...cells);
    stage.replaceChildren(board);

    let here = 0;
    let over = -1;
    const indexOf = event => cells.indexOf(event.target.closest("button"));
    const light = () => look(over >= 0 ? over : board.matches(":has(:focus-visible)") ? here : -1);
    const go = to => {
        cells[here].tabIndex = -1;
        here = to;
        cells[here].tabIndex = 0;
    };
    board.addEventListener("click", event => {
        const at = indexOf(event);
        if (at >= 0) {
            go(at);
            press(at);
        }
    });
    board.addEventListener("pointerover", event => { over = event.pointerType === "mouse" ? indexOf(event) : -1; light(); });
    board.addEventListener("pointerleave", () => { over = -1; light(); });
    board.addEventListener("focusin", event => { if (indexOf(event) >= 0) { go(indexOf(event)); light(); } });
    board.addEventListener("focusout", light);
    board.addEventListener("keydown", event => {
        const [x, y] = [here % columns, Math.floor(here / columns)];
        const to = { ArrowUp: [x, y - 1], ArrowDown: [x, y + 1], ArrowLeft: [x - 1, y], ArrowRight: [x + 1, y] }[event.key];
        if (to && !event.altKey && !event.ctrlKey && !event.metaKey) {
            event.preventDefault();
            if (to[0] >= 0 && to[0] < columns && to[1] >= 0 && to[1] < rows) {
                cells[to[1] * columns + to[0]].focus();
            }
        }
    });
    return { cells, light, focus: () => cells[here].focus({ preventScroll: true }) };
}
