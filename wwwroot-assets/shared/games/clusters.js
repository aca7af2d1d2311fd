// The rules of Clusters, as Clusters.cs has them: change both or none.
import { roll } from "./dice.js";

export const columns = 8;
export const rows = 9;
const kinds = 5;
const cleared = 1000;
const firstCell = 48;

export const moveOf = cell => String.fromCharCode(firstCell + cell);

export function begin(seed) {
    const stones = [];
    let [side, dice] = [0, seed];
    for (let cell = 0; cell < columns * rows; cell++) {
        [side, dice] = roll(dice, kinds);
        stones.push(side + 1);
    }
    return { stones, score: 0, over: isOver(stones) };
}

/** @returns the position after a move; null when it cannot be made. */
export function after(position, move) {
    const cell = move.charCodeAt(0) - firstCell;
    const gone = cell >= 0 && cell < columns * rows ? group(position, cell) : [];
    if (gone.length < 2) {
        return null;
    }
    const stones = settled(position.stones, new Set(gone));
    const score = position.score + gone.length * (gone.length - 1) + (stones.every(stone => stone === 0) ? cleared : 0);
    return { stones, score, over: isOver(stones) };
}

export const possible = position => position.stones.map((_, cell) => cell).filter(cell => group(position, cell).length > 1).map(moveOf);

/** The stones that go with one. */
export function group({ stones }, cell) {
    if (stones[cell] === 0) {
        return [];
    }
    const found = new Set();
    const waiting = [cell];
    while (waiting.length > 0) {
        const next = waiting.pop();
        if (!found.has(next)) {
            found.add(next);
            waiting.push(...around(next).filter(other => stones[other] === stones[cell]));
        }
    }
    return [...found];
}

const isOver = stones => !stones.some((stone, cell) => stone !== 0 && around(cell).some(other => stones[other] === stone));

function settled(stones, gone) {
    const left = Array(stones.length).fill(0);
    let column = 0;
    for (let from = 0; from < columns; from++) {
        let row = rows - 1;
        for (let above = rows - 1; above >= 0; above--) {
            const cell = above * columns + from;
            if (stones[cell] !== 0 && !gone.has(cell)) {
                left[row-- * columns + column] = stones[cell];
            }
        }
        // A column in which nothing is left is closed by the next.
        if (row < rows - 1) {
            column++;
        }
    }
    return left;
}

function around(cell) {
    const found = [];
    if (cell >= columns) found.push(cell - columns);
    if (cell < columns * (rows - 1)) found.push(cell + columns);
    if (cell % columns > 0) found.push(cell - 1);
    if (cell % columns < columns - 1) found.push(cell + 1);
    return found;
}
