using WeixinWeChat.Core.Editions;

namespace WeixinWeChat.Weixin.Cinema;

/// <summary>A seat of a hall.</summary>
/// <param name="Place">Its number in the hall: row times a hundred and the seat in its row, both from 1.</param>
/// <param name="Partner">The other half of a couple seat; null when it is a single one.</param>
public sealed record Seat(int Place, int? Partner = null)
{
    /// <summary>Its row, from 1.</summary>
    public int Row => Place / HallPlan.PerRow;

    /// <summary>Its number in the row, from 1.</summary>
    public int Number => Place % HallPlan.PerRow;

    /// <summary>As it is printed on the ticket.</summary>
    public Bilingual Name => NameOf(Place);

    /// <summary>The name of the seat with this number.</summary>
    public static Bilingual NameOf(int place) => new($"{Letter(place / HallPlan.PerRow)}{place % HallPlan.PerRow}", $"{place / HallPlan.PerRow}排{place % HallPlan.PerRow}座");

    /// <summary>The names of several seats, one after the other.</summary>
    public static Bilingual NamesOf(IEnumerable<int> places)
    {
        var names = places.Select(NameOf).ToList();
        return new(string.Join(", ", names.Select(name => name.En)), string.Join("、", names.Select(name => name.Zh)));
    }

    /// <summary>A row's letter.</summary>
    public static char Letter(int row) => (char)('A' + row - 1);
}

/// <summary>A line of a hall's plan: seats, and null where there is none. A line without a seat is a way across.</summary>
/// <param name="Row">The row, from 1; 0 of a way across.</param>
/// <param name="Spots">From left to right.</param>
public sealed record HallLine(int Row, IReadOnlyList<Seat?> Spots);

/// <summary>How the seats of a hall stand. Written one line for a row: # is a seat, == a couple seat for two, a point is a gap or an aisle.</summary>
public sealed class HallPlan
{
    /// <summary>Longest text of a plan, characters.</summary>
    public const int TextMax = LinesMax * (ColumnsMax + 1);

    /// <summary>Most lines.</summary>
    public const int LinesMax = 20;

    /// <summary>Most spots in a line.</summary>
    public const int ColumnsMax = 24;

    internal const int PerRow = 100;

    private HallPlan(string text, IReadOnlyList<HallLine> lines) => (Text, Lines, Columns) = (text, lines, lines.Max(line => line.Spots.Count));

    /// <summary>As it is kept.</summary>
    public string Text { get; }

    /// <summary>From the screen to the back.</summary>
    public IReadOnlyList<HallLine> Lines { get; }

    /// <summary>Spots of the widest line.</summary>
    public int Columns { get; }

    /// <summary>All seats, in order.</summary>
    public IEnumerable<Seat> Seats => Lines.SelectMany(line => line.Spots).OfType<Seat>();

    /// <summary>How many there are; a couple seat counts two.</summary>
    public int SeatCount => Seats.Count();

    /// <summary>The plan that was kept.</summary>
    public static HallPlan Of(string text) => Read(text).Plan ?? throw new InvalidOperationException("A hall's plan is none.");

    /// <summary>The seat of this number; null when there is none.</summary>
    public Seat? Find(int place) => Seats.FirstOrDefault(seat => seat.Place == place);

    /// <summary>Reads a plan.</summary>
    /// <param name="typed">As typed.</param>
    /// <returns>The plan, or what is wrong with it.</returns>
    public static (HallPlan? Plan, Bilingual Problem) Read(string? typed)
    {
        var rows = (typed ?? "").Length > 4 * TextMax ? [] : (typed ?? "").ReplaceLineEndings("\n").Split('\n').Select(line => line.Trim().Replace('＃', '#').Replace('＝', '=')).ToList();
        while (rows is [.., ""])
            rows.RemoveAt(rows.Count - 1);
        if (rows.Count is 0 or > LinesMax || rows.Any(row => row.Length > ColumnsMax))
            return (null, new($"One line for each row: 1 to {LinesMax} lines of at most {ColumnsMax} spots.", $"每排一行，共 1 至 {LinesMax} 行，每行最多 {ColumnsMax} 个位置。"));
        List<HallLine> lines = [];
        var row = 0;
        foreach (var text in rows)
        {
            if (text.Any(c => c is not ('#' or '=' or '.')))
                return (null, new("Only # for a seat, == for a couple seat and . for a gap.", "仅可使用 #（座位）、==（情侣座）和 .（空位或过道）。"));
            if (text.Split('#', '.').Any(run => run.Length % 2 != 0))
                return (null, new("A couple seat has two halves: ==.", "情侣座需成对填写：==。"));
            lines.Add(Line(text, text.All(c => c == '.') ? 0 : ++row));
        }

        return row == 0 ? (null, new("There is no seat in it.", "至少需要一个座位。")) : (new(string.Join('\n', rows), lines), default);
    }

    private static HallLine Line(string text, int row)
    {
        List<Seat?> spots = [];
        var (number, half) = (0, false);
        foreach (var c in text)
        {
            if (c == '.')
            {
                spots.Add(null);
                continue;
            }

            var place = (row * PerRow) + ++number;
            spots.Add(c == '#' ? new(place) : new(place, half ? place - 1 : place + 1));
            half = c == '=' && !half;
        }

        return new(row, spots);
    }
}
