using CsCheck;
using Microsoft.EntityFrameworkCore;
using WeixinWeChat.Core.Storage;
using WeixinWeChat.Tests;

namespace WeixinWeChat.Weixin.Ledger;

public sealed class BooksTests : IDisposable
{
    private static readonly LedgerParty Anna = LedgerParty.Wallet(1);
    private static readonly LedgerParty Bert = LedgerParty.Wallet(2);
    private static readonly LedgerParty Card = LedgerParty.Card(7);

    private readonly TestDb db = TestDb.Weixin();
    private readonly Books books;

    public BooksTests() => books = new(db.Clock, new(db));

    public void Dispose() => db.Dispose();

    [Fact]
    public async Task What_leaves_one_account_is_in_the_other()
    {
        (await Move("in", Card, Anna, 500)).Should().Be(PostOutcome.Posted);
        (await Move("gift", Anna, Bert, 120)).Should().Be(PostOutcome.Posted);

        (await Held(Anna), await Held(Bert), await Held(Card)).Should().Be((380, 120, -500));
        (await Fault()).Should().BeNull();
    }

    [Fact]
    public async Task Nobody_gives_more_than_they_have()
    {
        await Move("in", Card, Anna, 500);

        (await Move("too much", Anna, Bert, 501)).Should().Be(PostOutcome.NotEnough);

        (await Held(Anna), await Held(Bert)).Should().Be((500, 0));
        await using var store = db.CreateDbContext();
        (await store.LedgerEntries.CountAsync()).Should().Be(1);
    }

    [Fact]
    public async Task A_key_moves_money_once()
    {
        await Move("in", Card, Anna, 500);

        (await Move("in", Card, Anna, 500)).Should().Be(PostOutcome.StoodAlready);

        (await Held(Anna)).Should().Be(500);
    }

    [Fact]
    public async Task What_is_no_movement_is_refused()
    {
        Movement[][] wrong =
        [
            [],
            [new(Anna, 0), new(Bert, 0)],
            [new(Anna, -5), new(Bert, 4)],
            [new(Anna, -5), new(Anna, 5)],
            [new(Card, -Books.MostFen - 1), new(Anna, Books.MostFen + 1)],
        ];

        foreach (var movements in wrong)
            await FluentActions.Awaiting(() => Post(new("wrong", EntryKind.Transfer, "x", movements))).Should().ThrowAsync<ArgumentException>();
        await using var store = db.CreateDbContext();
        await FluentActions.Awaiting(() => books.Post(store, Posting.Of("x", EntryKind.TopUp, "x", Card, Anna, 1))).Should().ThrowAsync<InvalidOperationException>("it is in no transaction");
        (await store.LedgerEntries.AnyAsync()).Should().BeFalse();
    }

    [Fact]
    public async Task Payments_that_meet_are_neither_lost_nor_doubled()
    {
        await Move("in", Card, Anna, 1000);

        var outcomes = await Task.WhenAll(Enumerable.Range(0, 24).Select(number => Task.Run(() => Move($"pay {number % 12}", Anna, Bert, 100))));

        // Twelve payments, each sent twice; there is money for ten.
        outcomes.Count(outcome => outcome == PostOutcome.Posted).Should().Be(10);
        (await Held(Anna), await Held(Bert)).Should().Be((0, 1000));
        (await Fault()).Should().BeNull();
    }

    [Fact]
    public void Any_row_of_movements_ends_as_a_plain_sum_says() =>
        Gen.Select(Gen.Int[0, 3], Gen.Int[0, 3], Gen.Long[1, 400], Gen.Int[0, 9]).Array[1, 40].Sample(moves =>
        {
            using var own = TestDb.Weixin();
            var (ledger, model, seen) = (new Books(own.Clock, new(own)), new Dictionary<LedgerParty, long>(), new HashSet<string>());
            LedgerParty[] parties = [Card, Anna, Bert, LedgerParty.Held(1)];
            foreach (var (from, to, fen, key) in moves.Where(move => move.Item1 != move.Item2))
            {
                var (source, target) = (parties[from], parties[to]);
                var outcome = Run(own, ledger, Posting.Of($"key {key}", EntryKind.Transfer, "any", source, target, fen)).GetAwaiter().GetResult();
                var expected = seen.Contains($"key {key}") ? PostOutcome.StoodAlready
                    : source != Card && model.GetValueOrDefault(source) < fen ? PostOutcome.NotEnough : PostOutcome.Posted;
                outcome.Should().Be(expected);
                if (outcome != PostOutcome.Posted)
                    continue;
                seen.Add($"key {key}");
                model[source] = model.GetValueOrDefault(source) - fen;
                model[target] = model.GetValueOrDefault(target) + fen;
            }

            using var store = own.CreateDbContext();
            foreach (var party in parties)
                Books.Balance(store, party).GetAwaiter().GetResult().Should().Be(model.GetValueOrDefault(party));
            Books.FirstFault(store).GetAwaiter().GetResult().Should().BeNull();
        }, iter: 30);

    [Theory]
    [InlineData("UPDATE LedgerLines SET Amount = 1")]
    [InlineData("DELETE FROM LedgerLines")]
    [InlineData("INSERT OR REPLACE INTO LedgerLines SELECT * FROM LedgerLines")]
    [InlineData("INSERT OR REPLACE INTO LedgerLines (EntryId, AccountId, Amount, Position, Balance) SELECT EntryId, AccountId, Amount, Position, Balance FROM LedgerLines")]
    [InlineData("UPDATE LedgerEntries SET Subject = 'x'")]
    [InlineData("DELETE FROM LedgerEntries")]
    [InlineData("UPDATE LedgerAccounts SET Owner = 9")]
    [InlineData("DELETE FROM LedgerAccounts")]
    public async Task The_books_only_grow(string sql)
    {
        await Move("in", Card, Anna, 500);
        await using var store = db.CreateDbContext();

        await FluentActions.Awaiting(() => store.Database.ExecuteSqlRawAsync(sql)).Should().ThrowAsync<Exception>().WithMessage("*append-only*");

        (await Held(Anna)).Should().Be(500);
    }

    [Theory]
    [InlineData("UPDATE LedgerLines SET Amount = 501 WHERE Amount = 500", "in is not balanced")]
    [InlineData("UPDATE LedgerLines SET Balance = 900 WHERE Amount = 500", "does not add up")]
    [InlineData("UPDATE LedgerLines SET Position = 2 WHERE Amount = 500", "does not add up")]
    [InlineData("DELETE FROM LedgerLines", "in is not balanced")]
    [InlineData("UPDATE LedgerAccounts SET Kind = 'Wallet', Owner = 99 WHERE Kind = 'Card'", "gave more than it had")]
    public async Task What_was_forced_is_named(string sql, string said)
    {
        await Move("in", Card, Anna, 500);
        await using var store = db.CreateDbContext();
        foreach (var drop in new[] { "DROP TRIGGER LedgerLines_NoUPDATE", "DROP TRIGGER LedgerLines_NoDELETE", "DROP TRIGGER LedgerAccounts_NoUPDATE" })
            await store.Database.ExecuteSqlRawAsync(drop);

        await store.Database.ExecuteSqlRawAsync(sql);

        (await Fault()).Should().Contain(said);
    }

    private Task<PostOutcome> Move(string key, LedgerParty from, LedgerParty to, long fen) => Post(Posting.Of(key, EntryKind.Transfer, "test", from, to, fen));

    private Task<PostOutcome> Post(Posting posting) => Run(db, books, posting);

    private static async Task<PostOutcome> Run(TestDb dbs, Books books, Posting posting)
    {
        await using var store = dbs.CreateDbContext();
        return await books.Move(store, async () =>
        {
            var outcome = await books.Post(store, posting);
            return (outcome, outcome == PostOutcome.Posted);
        });
    }

    private async Task<long> Held(LedgerParty party)
    {
        await using var store = db.CreateDbContext();
        return await Books.Balance(store, party);
    }

    private async Task<string?> Fault()
    {
        await using var store = db.CreateDbContext();
        return await Books.FirstFault(store);
    }
}
