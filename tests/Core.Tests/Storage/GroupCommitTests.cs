using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using WeixinWeChat.Core.Storage;
using WeixinWeChat.Tests;

namespace WeixinWeChat.Core.Tests.Storage;

/// <summary>What comes together is made durable together, and stands or falls piece by piece.</summary>
public sealed class GroupCommitTests
{
    [Fact]
    public async Task Pieces_that_meet_share_a_commit_and_each_has_its_own_answer()
    {
        var commits = new Commits();
        using var dbs = TestDb.Weixin(options => options.AddInterceptors(commits));
        var group = new GroupCommit(dbs);
        // The first holds the writer until all the others have come.
        var (all, first) = (new TaskCompletionSource(), Piece(dbs, group, "0", before: null));
        await first;
        var before = commits.Count;
        var held = Piece(dbs, group, "held", all.Task);
        var others = Enumerable.Range(1, 40).Select(i => Piece(dbs, group, $"{i}", before: null)).ToList();

        all.SetResult();

        (await Task.WhenAll(others)).Should().Equal(Enumerable.Range(1, 40).Select(i => $"{i}"));
        (await held).Should().Be("held");
        (commits.Count - before).Should().BeLessThan(10, "all forty came while one was being written");
        (await Written(dbs)).Should().HaveCount(42);
    }

    [Fact]
    public async Task A_piece_that_fails_or_says_no_leaves_nothing_and_disturbs_nobody()
    {
        using var dbs = TestDb.Weixin();
        var group = new GroupCommit(dbs);
        var all = new TaskCompletionSource();
        var held = Piece(dbs, group, "held", all.Task);
        var good = Piece(dbs, group, "good", before: null);
        var no = Piece(dbs, group, "no", before: null, keep: false);
        var fails = Piece(dbs, group, "fails", Task.FromException(new InvalidOperationException("broken")));
        using var stop = new CancellationTokenSource();
        var cancelled = Piece(dbs, group, "cancelled", before: null, cancel: stop.Token);
        var late = Piece(dbs, group, "late", before: null);
        await stop.CancelAsync();

        all.SetResult();

        await Task.WhenAll(held, good, no, late);
        (await fails.Invoking(one => one).Should().ThrowAsync<InvalidOperationException>()).WithMessage("broken");
        await cancelled.Invoking(one => one).Should().ThrowAsync<OperationCanceledException>();
        (await Written(dbs)).Should().BeEquivalentTo("held", "good", "late");
        await using var db = dbs.CreateDbContext();
        (await AuditChain.FirstBroken(db)).Should().BeNull();
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task The_first_of_those_that_meet_leaves_nothing_either_when_it_is_not_kept(bool fails)
    {
        using var dbs = TestDb.Weixin();
        var group = new GroupCommit(dbs);
        var all = new TaskCompletionSource();
        var first = Piece(dbs, group, "first", all.Task, keep: false);
        var others = Enumerable.Range(1, 3).Select(i => Piece(dbs, group, $"{i}", before: null)).ToList();

        if (fails)
            all.SetException(new InvalidOperationException("broken"));
        else
            all.SetResult();

        (await Task.WhenAll(others)).Should().Equal("1", "2", "3");
        if (fails)
            await first.Invoking(one => one).Should().ThrowAsync<InvalidOperationException>();
        else
            (await first).Should().Be("first");
        (await Written(dbs)).Should().BeEquivalentTo("1", "2", "3");
    }

    [Fact]
    public async Task When_the_group_cannot_be_committed_nobody_is_told_that_it_was()
    {
        var commits = new Commits();
        using var dbs = TestDb.Weixin(options => options.AddInterceptors(commits));
        var group = new GroupCommit(dbs);
        var all = new TaskCompletionSource();
        var held = Piece(dbs, group, "held", all.Task);
        var other = Piece(dbs, group, "other", before: null);
        var no = Piece(dbs, group, "no", before: null, keep: false);
        commits.Fails = true;

        all.SetResult();

        await held.Invoking(one => one).Should().ThrowAsync<IOException>();
        await other.Invoking(one => one).Should().ThrowAsync<IOException>();
        // It may have answered by what the others had written.
        await no.Invoking(one => one).Should().ThrowAsync<IOException>();
        (await Written(dbs)).Should().BeEmpty();
        commits.Fails = false;
        (await Piece(dbs, group, "next", before: null)).Should().Be("next");
    }

    [Fact]
    public async Task The_context_is_its_callers_own_again_afterwards()
    {
        using var dbs = TestDb.Weixin();
        await using var db = dbs.CreateDbContext();
        var connection = db.Database.GetDbConnection();

        await new GroupCommit(dbs).Run(db, async () => (await db.AuditEntries.CountAsync(), true));

        db.Database.GetDbConnection().Should().BeSameAs(connection);
        db.Database.CurrentTransaction.Should().BeNull();
        (await db.AuditEntries.CountAsync()).Should().Be(0);
    }

    [Fact]
    public async Task A_piece_within_a_transaction_is_refused_and_does_not_wait_for_itself()
    {
        using var dbs = TestDb.Weixin();
        await using var db = dbs.CreateDbContext();
        await using var transaction = await db.Database.BeginTransactionAsync();

        await new GroupCommit(dbs).Invoking(group => group.Run(db, () => Task.FromResult((1, true)))).Should().ThrowAsync<InvalidOperationException>();
    }

    private static async Task<string> Piece(TestDb dbs, GroupCommit group, string name, Task? before, bool keep = true, CancellationToken cancel = default)
    {
        await using var db = dbs.CreateDbContext();
        return await group.Run(db, async () =>
        {
            db.Record(new AuditFact(dbs.Clock.UtcNow, "somebody", name, "something"));
            await db.SaveChangesAsync(cancel);
            await (before ?? Task.CompletedTask);
            return (name, keep);
        }, cancel);
    }

    private static async Task<List<string>> Written(TestDb dbs)
    {
        await using var db = dbs.CreateDbContext();
        return await db.AuditEntries.Select(entry => entry.Action).ToListAsync();
    }

    private sealed class Commits : DbTransactionInterceptor
    {
        private int count;

        public int Count => count;

        public bool Fails { get; set; }

        public override ValueTask<InterceptionResult> TransactionCommittingAsync(DbTransaction transaction, TransactionEventData eventData, InterceptionResult result, CancellationToken cancellationToken = default)
        {
            if (Fails)
                throw new IOException("The disk is full.");
            Interlocked.Increment(ref count);
            return base.TransactionCommittingAsync(transaction, eventData, result, cancellationToken);
        }
    }
}
