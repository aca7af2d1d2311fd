using System.Globalization;
using System.Text;
using CsCheck;
using CsvHelper;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Localization;
using WeixinWeChat.Weixin.Ledger;
using WeixinWeChat.Weixin.Payments;

namespace WeixinWeChat.Weixin.Wallet;

/// <summary>What others have written stays text in every file that a spreadsheet opens, and nothing of it is lost.</summary>
public sealed class SheetTextTests
{
    private static readonly DateTime At = new(2026, 11, 22, 4, 0, 0, DateTimeKind.Utc);

    // Beginning as formulas do more often than texts are wont to, and with what tears a file of values apart.
    private static readonly IReadOnlyList<string> Begins = ["", "", " ", "\u3000", "\t", "=", "+", "-", "@", "＝", "－", "\"", ",", "'", "\r\n", "茶"];

    private static readonly Gen<string> Written =
        Gen.Select(Gen.Int[0, Begins.Count - 1], Gen.String[Gen.Char["=+-@＠＋\t\r\n ,;\"'1a茶|!"], 0, 12], (begin, rest) => Begins[begin] + rest);

    private readonly IServiceProvider services = new ServiceCollection().AddLogging().AddLocalization().BuildServiceProvider();

    [Theory]
    [InlineData("=1+1", "'=1+1")]
    [InlineData("-2+3", "'-2+3")]
    [InlineData("＝HYPERLINK(1)", "'＝HYPERLINK(1)")]
    [InlineData(" =1+1", "' =1+1")]
    [InlineData("\tx", "'\tx")]
    [InlineData("茶 + 水", "茶 + 水")]
    [InlineData("'quoted", "'quoted")]
    [InlineData("", "")]
    public void What_would_compute_is_marked_and_nothing_else(string text, string expected) => SheetText.Plain(text).Should().Be(expected);

    [Fact]
    public Task No_cell_of_the_takings_computes() => Written.Array[1, 8].SampleAsync(async texts =>
    {
        using var file = new MemoryStream();
        var lines = texts.Select((text, index) => new TakingsLine("payment", index % 2 == 0 ? null : "refund", At, index % 2 == 0 ? 100 : -100, text, PaymentWay.TillCode));
        await TakingsWords.Csv(file, services.GetRequiredService<IStringLocalizer<PaymentTexts>>(), lines.ToAsyncEnumerable(), "Asia/Shanghai");
        Holds(file, texts, column: 6, amounts: [4]);
    }, iter: 300, threads: 1);

    [Fact]
    public Task No_cell_of_a_statement_computes() => Written.Array[1, 8].SampleAsync(async texts =>
    {
        using var file = new MemoryStream();
        var rows = texts.Select((text, index) => new MovementRow(index + 1, EntryKind.Payment, -100, 900, At, text));
        await StatementWords.Csv(file, services.GetRequiredService<IStringLocalizer<WalletTexts>>(), rows.ToAsyncEnumerable());
        Holds(file, texts, column: 4, amounts: [2, 3]);
    }, iter: 300, threads: 1);

    // Each text in the row and the column that is its own, as it was written or with the mark before it; only our own amounts begin with a minus.
    private static void Holds(MemoryStream file, string[] texts, int column, int[] amounts)
    {
        using var csv = new CsvParser(new StringReader(Encoding.UTF8.GetString(file.ToArray()).TrimStart('\uFEFF')), CultureInfo.InvariantCulture);
        csv.Read().Should().BeTrue();
        foreach (var text in texts)
        {
            csv.Read().Should().BeTrue();
            var record = csv.Record!;
            record[column].Should().BeOneOf(text, $"'{text}");
            for (var cell = 0; cell < record.Length; cell++)
            {
                if (!amounts.Contains(cell))
                    record[cell].TrimStart().Should().NotMatchRegex("^[=+@＝＋－＠-]").And.NotMatchRegex("^[\t\r\n]");
            }
        }

        csv.Read().Should().BeFalse();
    }
}
