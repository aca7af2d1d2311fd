using System.Globalization;
using Microsoft.Extensions.Localization;
using SkiaSharp;
using WeixinWeChat.Weixin.Accounts;
using WeixinWeChat.Weixin.Verification;

namespace WeixinWeChat.Weixin.Wallet;

/// <summary>Draws a statement on numbered pages, in the reader's language.</summary>
public sealed class StatementPdf(IStringLocalizer<WalletTexts> text, TimeProvider clock)
{
    /// <summary>Movements of a page.</summary>
    public const int RowsPerPage = 36;

    private const float Width = 595;
    private const float Height = 842;
    private const float Margin = 48;
    private const float RowHeight = 17;

    // Noto Sans CJK SC with Latin letters and the 6,763 Chinese characters of GB 2312: many servers have no Chinese font. What it lacks is
    // drawn as a box. Licence: SIL Open Font License 1.1, named in the font itself.
    private static readonly Lazy<SKTypeface> Face = new(() =>
    {
        using var file = typeof(StatementPdf).Assembly.GetManifestResourceStream("StatementFont.otf")!;
        return SKTypeface.FromStream(file) ?? throw new InvalidOperationException("The statement's font cannot be read.");
    });

    private static readonly SKColor Ink = new(0x17, 0x21, 0x1C);
    private static readonly SKColor Grey = new(0x55, 0x62, 0x5B);
    private static readonly SKColor Line = new(0xC9, 0xD2, 0xCD);

    /// <summary>Writes it, page by page: a long month takes no more memory than a short one.</summary>
    /// <param name="to">A stream that may be written to at once; a file, for what goes out over the network.</param>
    /// <param name="statement">The month.</param>
    /// <param name="movements">Its movements, from the first to the last.</param>
    /// <param name="cancel">Gives up.</param>
    public async Task Write(Stream to, Statement statement, IAsyncEnumerable<MovementRow> movements, CancellationToken cancel = default)
    {
        ArgumentNullException.ThrowIfNull(statement);
        ArgumentNullException.ThrowIfNull(movements);
        var title = text["StatementTitle"].Value;
        using var document = SKDocument.CreatePdf(to, new SKDocumentPdfMetadata { Title = $"{title} {Month(statement)}", Creation = clock.GetUtcNow().UtcDateTime });
        var pages = Math.Max(1, (statement.Count + RowsPerPage - 1) / RowsPerPage);
        var (page, row, y) = (0, 0, 0f);
        SKCanvas? canvas = null;
        await foreach (var movement in movements.WithCancellation(cancel))
        {
            // What is written behind the sums while the statement is drawn belongs to no page that was counted.
            if (row == statement.Count)
                break;
            if (row++ % RowsPerPage == 0)
            {
                End();
                (canvas, y) = (document.BeginPage(Width, Height), Margin);
                y = Head(canvas, statement, ++page, pages);
            }

            Row(canvas!, movement, y += RowHeight);
        }

        End();
        document.Close();

        void End()
        {
            if (canvas is null)
                return;
            document.EndPage();
            canvas = null;
        }
    }

    private float Head(SKCanvas canvas, Statement statement, int page, int pages)
    {
        var y = Margin + 10;
        Say(canvas, text["StatementTitle"], Margin, y, page == 1 ? 20 : 13, Ink);
        Say(canvas, text["PageOf", page, pages], Width - Margin, Height - Margin + 14, 9, Grey, SKTextAlign.Right);
        Say(canvas, $"{text["StatementMade", ChinaTime.Moment(clock.GetUtcNow().UtcDateTime)]}  {text["StatementSimulated"]}", Margin, Height - Margin + 14, 9, Grey);
        Say(canvas, $"{text["StatementOwner"]}  {statement.MaskedName}    {text["StatementMonth"]}  {Month(statement)}", Margin, y += 22, 10, Grey);
        if (page == 1)
        {
            var sums = new (string Name, string Value)[]
            {
                (text["Opening"], Money.Yuan(statement.OpeningFen)), (text["TotalIn"], Money.Yuan(statement.InFen)), (text["TotalOut"], Money.Yuan(statement.OutFen)),
                (text["Closing"], Money.Yuan(statement.ClosingFen)), (text["MovementCount"], statement.Count.ToString("N0", CultureInfo.InvariantCulture)),
            };
            y += 20;
            for (var place = 0; place < sums.Length; place++)
            {
                var x = Margin + (place * (Width - (2 * Margin)) / sums.Length);
                Say(canvas, sums[place].Name, x, y, 9, Grey);
                Say(canvas, sums[place].Value, x, y + 15, 11, Ink);
            }

            y += 22;
        }

        y += 20;
        Cells(canvas, y, Grey, text["ColTime"], text["ColKind"], text["ColAmount"], text["ColBalance"], text["ColNumber"]);
        Rule(canvas, y + 5);
        return y + 2;
    }

    private void Row(SKCanvas canvas, MovementRow movement, float y)
    {
        Cells(canvas, y, Ink, StatementWords.Time(movement.At), text[$"Kind_{movement.Kind}"], StatementWords.Yuan(movement.Fen), StatementWords.Yuan(movement.BalanceFen), movement.Subject);
        Rule(canvas, y + 5);
    }

    private static void Cells(SKCanvas canvas, float y, SKColor colour, string time, string kind, string amount, string balance, string number)
    {
        Say(canvas, time, Margin, y, 8.5f, colour);
        Say(canvas, kind, Margin + 100, y, 8.5f, colour);
        Say(canvas, amount, Margin + 285, y, 8.5f, colour, SKTextAlign.Right);
        Say(canvas, balance, Margin + 365, y, 8.5f, colour, SKTextAlign.Right);
        Say(canvas, number, Width - Margin, y, 7.5f, colour, SKTextAlign.Right);
    }

    private static void Say(SKCanvas canvas, string words, float x, float y, float size, SKColor colour, SKTextAlign align = SKTextAlign.Left)
    {
        using var font = new SKFont(Face.Value, size);
        using var paint = new SKPaint { Color = colour, IsAntialias = true };
        canvas.DrawText(words, x, y, align, font, paint);
    }

    private static void Rule(SKCanvas canvas, float y)
    {
        using var paint = new SKPaint { Color = Line, StrokeWidth = 0.5f };
        canvas.DrawLine(Margin, y, Width - Margin, y, paint);
    }

    private static string Month(Statement statement) => ChinaTime.Month(ChinaTime.StartOf(statement.Month));
}
