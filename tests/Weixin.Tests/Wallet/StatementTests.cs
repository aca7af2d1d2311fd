using System.Globalization;
using System.Text;
using CsCheck;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Localization;
using UglyToad.PdfPig;
using WeixinWeChat.Core.Storage;
using WeixinWeChat.Weixin.Ledger;

namespace WeixinWeChat.Weixin.Wallet;

public sealed class StatementTests : IDisposable
{
    private static readonly DateOnly November = new(2026, 11, 1);
    private static readonly DateOnly December = new(2026, 12, 1);

    private readonly WalletRig rig = new();
    private readonly StatementOperations statements;
    private readonly IStringLocalizer<WalletTexts> texts;

    public StatementTests()
    {
        statements = new(rig.Db, rig.Db.Vault);
        texts = new ServiceCollection().AddLogging().AddLocalization().BuildServiceProvider().GetRequiredService<IStringLocalizer<WalletTexts>>();
    }

    public void Dispose() => rig.Dispose();

    [Fact]
    public async Task A_month_begins_and_ends_at_midnight_in_Shanghai_and_with_what_the_month_before_ended()
    {
        At("2026-11-22 04:00:00");
        var (me, card) = await rig.WithMoney("100");
        At("2026-11-30 15:59:59");
        await TopUp(me, card, "20");
        At("2026-11-30 16:00:00");
        await TopUp(me, card, "3");
        At("2026-12-31 15:59:59");
        await Send(me, "50");

        (await statements.Find(me, November)).Should().Be(new Statement(November, "**满", 0, 12_000, 0, 12_000, 2));
        (await statements.Find(me, December)).Should().Be(new Statement(December, "**满", 12_000, 300, 5000, 7300, 2));
        (await statements.Find(me, new(2026, 10, 1))).Should().BeNull();
        (await statements.Find(me, new(2027, 1, 1))).Should().BeNull();
        (await statements.Months(me, null))!.Months.Select(month => month.Month).Should().Equal(December, November);
        (await statements.Months(me, December))!.Months.Select(month => month.Month).Should().Equal(November);
    }

    [Fact]
    public async Task A_clock_that_is_set_back_over_the_start_of_a_month_leaves_every_movement_in_one_statement()
    {
        At("2027-02-01 04:00:00");
        var (me, card) = await rig.WithMoney("100");
        await TopUp(me, card, "20");
        At("2027-01-31 04:00:00");
        await TopUp(me, card, "3");

        var months = (await statements.Months(me, null))!.Months;
        months.Should().Equal(new Statement(new(2027, 2, 1), "**满", 0, 12_300, 0, 12_300, 3));
        (await statements.Find(me, new(2027, 2, 1))).Should().Be(months[0]);
        (await statements.Find(me, new(2027, 1, 1))).Should().BeNull();

        At("2027-02-02 04:00:00");
        await TopUp(me, card, "1");
        At("2027-03-02 04:00:00");
        await TopUp(me, card, "1");
        (await statements.Find(me, new(2027, 2, 1))).Should().Be(new Statement(new(2027, 2, 1), "**满", 0, 12_400, 0, 12_400, 4));
    }

    [Fact]
    public void However_the_clocks_went_the_months_hold_every_movement_once_and_follow_each_other() =>
        Gen.Int[0, 5].Array[1, 12].Sample(months => Together(months).GetAwaiter().GetResult(), iter: 20, threads: 1);

    [Fact]
    public async Task What_passes_through_a_file_is_the_portals_users_alone_and_gone_afterwards()
    {
        var folder = Directory.CreateTempSubdirectory("passing-");
        try
        {
            await using (var file = PassingFile.Open(folder.FullName))
            {
                await file.WriteAsync("somebody's month"u8.ToArray());
                await file.FlushAsync();
                if (!OperatingSystem.IsWindows())
                {
                    File.GetUnixFileMode(file.SafeFileHandle).Should().Be(UnixFileMode.UserRead | UnixFileMode.UserWrite);
                    folder.GetFiles().Should().BeEmpty("a portal that is killed leaves nothing behind");
                }
            }

            folder.GetFiles().Should().BeEmpty();
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static async Task Together(int[] months)
    {
        using var own = new WalletRig();
        var (me, _) = await own.WithMoney("1");
        // The rig's clock goes on only, as a clock should.
        var clock = new SteppedClock();
        var books = new Books(clock);
        foreach (var month in months)
        {
            clock.Now = new DateTimeOffset(2027, 1, 10, 4, 0, 0, TimeSpan.Zero).AddMonths(month);
            await using var db = own.Db.CreateDbContext();
            (await books.Move(db, async () => (await books.Post(db, Posting.Of(Ids.Code(), EntryKind.TopUp, Ids.Code(), LedgerParty.Card(1), LedgerParty.Wallet(me), 100)), true))).Should().Be(PostOutcome.Posted);
        }

        var of = new StatementOperations(own.Db, own.Db.Vault);
        var listed = (await of.Months(me, null))!.Months.Reverse().ToList();
        listed.Sum(month => month.Count).Should().Be(months.Length + 1);
        listed.Select(month => month.Month).Should().BeInAscendingOrder().And.OnlyHaveUniqueItems();
        listed[0].OpeningFen.Should().Be(0);
        listed.Skip(1).Select(month => month.OpeningFen).Should().Equal(listed.SkipLast(1).Select(month => month.ClosingFen));
        foreach (var month in Enumerable.Range(0, 7).Select(month => new DateOnly(2027, 1, 1).AddMonths(month)))
            (await of.Find(me, month)).Should().Be(listed.SingleOrDefault(one => one.Month == month));
    }

    [Fact]
    public async Task Nobody_else_finds_a_statement()
    {
        await rig.WithMoney();
        var other = await rig.WithWallet();

        (await statements.Find(other, November)).Should().BeNull();
        (await statements.Months(other, null))!.Months.Should().BeEmpty();
        (await statements.Months(await rig.Subscriber(), null)).Should().BeNull("there is no wallet");
    }

    [Fact]
    public async Task Months_come_a_year_at_a_time()
    {
        At("2027-01-10 04:00:00");
        var (me, card) = await rig.WithMoney("1");
        for (var month = 1; month < 20; month++)
        {
            rig.Db.Clock.SetUtcNow(new DateTimeOffset(2027, 1, 10, 4, 0, 0, TimeSpan.Zero).AddMonths(month));
            await TopUp(me, card, "1");
        }

        var first = (await statements.Months(me, null))!;
        var second = (await statements.Months(me, first.Next))!;

        first.Months.Should().HaveCount(StatementOperations.PageSize);
        second.Next.Should().BeNull();
        first.Months.Concat(second.Months).Select(month => month.Month).Should().Equal(Enumerable.Range(0, 20).Select(back => new DateOnly(2028, 8, 1).AddMonths(-back)));
        first.Months.Concat(second.Months).Select(month => month.ClosingFen).Should().Equal(Enumerable.Range(0, 20).Select(back => 2000L - (100 * back)));
    }

    [Fact]
    public async Task The_history_is_filtered_by_month_and_sort_together()
    {
        At("2026-11-22 04:00:00");
        var (me, card) = await rig.WithMoney("100");
        await Send(me, "5");
        At("2026-12-02 04:00:00");
        await TopUp(me, card, "7");
        await Send(me, "6");

        (await Rows(HistoryKind.Transfers, null)).Should().Equal(-600, -500);
        (await Rows(HistoryKind.Bank, November)).Should().Equal(10_000);
        (await Rows(HistoryKind.All, December)).Should().Equal(-600, 700);
        (await Rows(HistoryKind.RedPackets, null)).Should().BeEmpty();

        async Task<IEnumerable<long>> Rows(HistoryKind kind, DateOnly? month) => (await rig.Wallets.History(me, null, HistoryFilter.All, kind, month)).Rows.Select(row => row.Fen);
    }

    [Fact]
    public async Task A_file_of_values_holds_every_movement_once_and_adds_up()
    {
        var me = await Busy(1234);

        using var file = new MemoryStream();
        await StatementWords.Csv(file, texts, statements.Movements(me, November));

        file.ToArray().Should().StartWith(Encoding.UTF8.GetPreamble());
        var lines = Encoding.UTF8.GetString(file.ToArray()).TrimStart('\uFEFF').Split("\r\n", StringSplitOptions.RemoveEmptyEntries)[1..];
        lines.Should().HaveCount(1234).And.OnlyHaveUniqueItems();
        lines[0].Should().StartWith("2026-11-22 12:00:00,");
        var amounts = lines.Select(line => decimal.Parse(line.Split(',')[2], CultureInfo.InvariantCulture)).ToList();
        amounts.Sum().Should().Be((await statements.Find(me, November))!.ClosingFen / 100m);
        lines[^1].Split(',')[3].Should().Be(amounts.Sum().ToString("0.00", CultureInfo.InvariantCulture));
    }

    [Fact]
    public async Task A_document_numbers_its_pages_and_holds_every_movement_once()
    {
        var me = await Busy(100);
        var statement = (await statements.Find(me, November))!;

        using var file = new MemoryStream();
        using (new Reading("zh-CN"))
            await new StatementPdf(texts, rig.Db.Clock).Write(file, statement, statements.Movements(me, November));

        using var document = PdfDocument.Open(file.ToArray());
        document.NumberOfPages.Should().Be(3);
        var pages = document.GetPages().Select(page => string.Concat(page.Text.Where(c => !char.IsWhiteSpace(c)))).ToList();
        pages[0].Should().Contain("零钱对账单").And.Contain("**满").And.Contain("2026年11月").And.Contain("期末余额").And.Contain(Money.Yuan(statement.ClosingFen)).And.Contain("第1页，共3页");
        pages[2].Should().Contain("第3页，共3页");
        await foreach (var row in statements.Movements(me, November))
            pages.Count(page => page.Contains(row.Subject, StringComparison.Ordinal)).Should().Be(1, row.Subject);
        file.Length.Should().BeLessThan(400_000, "only what is used of the font is in it");
    }

    [Fact]
    public async Task A_long_month_takes_no_more_memory_than_a_short_one()
    {
        var asked = 0;
        var statement = new Statement(November, "**满", 0, 0, 0, 0, 20_000);
        using var file = new Counting();

        await new StatementPdf(texts, rig.Db.Clock).Write(file, statement, Many());

        asked.Should().Be(20_000);
        file.WrittenBeforeEnd.Should().BeGreaterThan(0, "pages leave while others are still drawn");

        async IAsyncEnumerable<MovementRow> Many()
        {
            for (var row = 1; row <= 20_000; row++)
            {
                asked = row;
                if (row == 20_000)
                    file.WrittenBeforeEnd = file.Length;
                yield return new(row, EntryKind.Payment, -1, 1, rig.Db.Clock.GetUtcNow().UtcDateTime, $"order {row}");
            }

            await Task.CompletedTask;
        }
    }

    [Fact]
    public async Task What_the_font_lacks_is_a_box_and_no_crash()
    {
        using var file = new MemoryStream();

        await new StatementPdf(texts, rig.Db.Clock).Write(file, new(November, "**𠮷龘☀️", 0, 1, 0, 1, 1), One());

        using var document = PdfDocument.Open(file.ToArray());
        document.NumberOfPages.Should().Be(1);

        static async IAsyncEnumerable<MovementRow> One()
        {
            yield return new(1, EntryKind.RedPacketOpened, 1, 1, new DateTime(2026, 11, 22, 4, 0, 0, DateTimeKind.Utc), "𠮷");
            await Task.CompletedTask;
        }
    }

    [Theory]
    [InlineData("2026-11", true)]
    [InlineData("2026-13", false)]
    [InlineData("2026-1", false)]
    [InlineData("9999-12", false)]
    [InlineData("0001-01", false)]
    [InlineData("", false)]
    [InlineData(null, false)]
    public void An_address_names_a_month_or_none(string? typed, bool isMonth) => WalletAddress.MonthOf(typed).HasValue.Should().Be(isMonth);

    private async Task<long> Busy(int movements)
    {
        At("2026-11-22 04:00:00");
        var (me, _) = await rig.WithMoney("10000");
        var books = new Books(rig.Db.Clock);
        await using var db = rig.Db.CreateDbContext();
        await books.Move(db, async () =>
        {
            for (var number = 2; number <= movements; number++)
                await books.Post(db, Posting.Of($"k{number}", EntryKind.Payment, $"S{number:00000}E", LedgerParty.Wallet(me), LedgerParty.Takings(1), number));
            return (true, true);
        });
        return me;
    }

    private void At(string utc) => rig.Db.Clock.SetUtcNow(new DateTimeOffset(DateTime.ParseExact(utc, "yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture), TimeSpan.Zero));

    private async Task TopUp(long me, string card, string yuan) => (await rig.Orders.TopUp(me, WalletRig.Form(card, yuan))).Order!.State.Should().Be(BankOrderState.Done);

    private async Task Send(long me, string yuan) => (await rig.Transfers.Send(me, new(Guid.NewGuid(), "13900139000", yuan, null, WalletRig.Password))).Problems.Should().BeEmpty();

    private sealed class Counting : MemoryStream
    {
        public long WrittenBeforeEnd { get; set; }
    }

    private sealed class Reading : IDisposable
    {
        private readonly CultureInfo before = CultureInfo.CurrentUICulture;

        public Reading(string culture) => CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(culture);

        public void Dispose() => CultureInfo.CurrentUICulture = before;
    }

    private sealed class SteppedClock : TimeProvider
    {
        public DateTimeOffset Now { get; set; }

        public override DateTimeOffset GetUtcNow() => Now;
    }
}
