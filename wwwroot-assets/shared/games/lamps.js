// The rules of Lamps, as Lamps.cs has them: change both or none.
import { roll } from "./dice.js";

export const side = 5;
export const rounds = 30;
const mostPresses = 10;
const firstCell = 48;

export const moveOf = cell => String.fromCharCode(firstCell + cell);

export const begin = seed => begun(1, seed, 0);

/** @returns the position after a move; null when it cannot be made. */
export function after(position, move) {
    const cell = move.charCodeAt(0) - firstCell;
    if (position.over || cell < 0 || cell >= side * side) {
        return null;
    }
    const [lit, left] = [position.lit ^ cross(cell), position.left - 1];
    if (lit !== 0) {
        return { ...position, lit, left, over: left === 0 };
    }
    const score = position.score + 10 * presses(position.round) + left;
    return position.round === rounds ? { ...position, lit, left, score, over: true } : begun(position.round + 1, position.dice, score);
}

export const possible = position => position.over ? [] : [...Array(side * side).keys()].map(moveOf);

function begun(round, dice, score) {
    // Different lamps, so that no press of the making undoes another.
    const cells = [...Array(side * side).keys()];
    let [which, lit] = [0, 0];
    for (let press = 0; press < presses(round); press++) {
        [which, dice] = roll(dice, cells.length - press);
        [cells[press], cells[press + which]] = [cells[press + which], cells[press]];
        lit ^= cross(cells[press]);
    }
    return { lit, round, left: 2 * presses(round) + 4, dice, score, over: false };
}

const presses = round => Math.min(round + 1, mostPresses);

function cross(cell) {
    let bits = 1 << cell;
    if (cell >= side) bits |= 1 << (cell - side);
    if (cell < side * (side - 1)) bits |= 1 << (cell + side);
    if (cell % side > 0) bits |= 1 << (cell - 1);
    if (cell % side < side - 1) bits |= 1 << (cell + 1);
    return bits;
}
