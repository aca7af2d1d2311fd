// The rules of Doubling, as Doubling.cs has them: change both or none. What begins with an underscore is for the eye alone.
import { roll } from "./dice.js";

export const side = 4;
const moves = "udlr";
const fours = 10;

export const begin = seed => withTile(withTile({ tiles: Array(side * side).fill(0), dice: seed, score: 0, over: false }));

/** @returns the position after a move; null when it cannot be made. */
export function after(position, move) {
    if (!moves.includes(move)) {
        return null;
    }
    const { tiles, earned, moved, paths, doubled } = slid(position.tiles, move);
    return moved ? withTile({ ...position, tiles, score: position.score + earned, _paths: paths, _doubled: doubled }) : null;
}

export const possible = position => [...moves].filter(move => slid(position.tiles, move).moved);

function slid(from, move) {
    const tiles = Array(side * side).fill(0);
    const paths = [];
    const doubled = [];
    let earned = 0;
    for (let line = 0; line < side; line++) {
        // Where the next tile comes to lie, and whether the one before may still be doubled: each is once in a move.
        let place = 0;
        let open = false;
        for (let at = 0; at < side; at++) {
            const tile = from[cell(move, line, at)];
            if (tile === 0) {
                continue;
            }
            if (open && tiles[cell(move, line, place - 1)] === tile) {
                tiles[cell(move, line, place - 1)] = tile * 2;
                earned += tile * 2;
                open = false;
                doubled.push(cell(move, line, place - 1));
            } else {
                tiles[cell(move, line, place++)] = tile;
                open = true;
            }
            paths.push([cell(move, line, at), cell(move, line, place - 1)]);
        }
    }
    return { tiles, earned, paths, doubled, moved: tiles.some((tile, at) => tile !== from[at]) };
}

// The place in a line, counted from the side to which everything slides.
function cell(move, line, place) {
    switch (move) {
        case "l": return line * side + place;
        case "r": return line * side + side - 1 - place;
        case "u": return place * side + line;
        default: return (side - 1 - place) * side + line;
    }
}

function withTile(position) {
    const empty = position.tiles.flatMap((tile, at) => tile === 0 ? [at] : []);
    const [place, dice] = roll(position.dice, empty.length);
    const [four, next] = roll(dice, fours);
    const tiles = [...position.tiles];
    tiles[empty[place]] = four === 0 ? 4 : 2;
    return { ...position, tiles, dice: next, over: !possible({ tiles }).length, _born: empty[place] };
}
