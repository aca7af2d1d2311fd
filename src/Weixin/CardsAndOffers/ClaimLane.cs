using System.Threading.Channels;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using WeixinWeChat.Core.Storage;
using WeixinWeChat.Core.Subscribers;
using WeixinWeChat.Weixin.Accounts;

namespace WeixinWeChat.Weixin.CardsAndOffers;

/// <summary>A copy that somebody wants, with everything that its row needs.</summary>
/// <param name="SubscriberId">Who.</param>
/// <param name="CardId">Of which card.</param>
/// <param name="AccountId">Whose card.</param>
/// <param name="Cap">How many one person may take.</param>
/// <param name="Key">The form's key.</param>
/// <param name="Source">By which way.</param>
/// <param name="Scene">The QR code's scene.</param>
/// <param name="From">UTC from which it can be used.</param>
/// <param name="Until">UTC until which; null for ever.</param>
/// <param name="Stands">Whether it is still wanted; null when it always is.</param>
internal sealed record Claim(long SubscriberId, long CardId, long AccountId, int Cap, Guid Key, ClaimSource Source, string? Scene, DateTime From, DateTime? Until, Func<PortalDb, Task<bool>>? Stands = null);

/// <summary>
/// Writes claims on a file, where one writes at a time: all that came while the last were written are written together, each by two prepared
/// statements, and counted together. A server lets many write at once, and there each claim is a transaction.
/// </summary>
public sealed class ClaimLane(IDbContextFactory<PortalDb> dbs, GroupCommit group, TimeProvider clock)
{
    // The guards: how many they have of the cap, not twice with one form, and not to whom the account has blocked. Asked apart from the
    // writing: a statement that reads the table it writes to builds a table of its own for it each time, and copies each page it touches.
    private const string Guards = """
        SELECT (SELECT COALESCE(MAX("Number"), 0) FROM "CardCodes" WHERE "CardId" = $card AND "TakerId" = $taker),
          NOT EXISTS (SELECT 1 FROM "CardCodes" WHERE "TakerId" = $taker AND "FormKey" = $key)
          AND NOT EXISTS (SELECT 1 FROM "Followings" WHERE "AccountId" = $account AND "SubscriberId" = $taker AND "Blocked" = 1)
        """;

    private const string Insert = """
        INSERT INTO "CardCodes" ("CardId", "Code", "TakerId", "Number", "FormKey", "OwnerId", "State", "Source", "Scene", "TakenAt", "ValidFrom", "ValidUntil")
        VALUES ($card, $code, $taker, $number, $key, $taker, 'Normal', $source, $scene, $now, $from, $until)
        """;

    private const string Stock = """SELECT "Open", "Quantity" - "Taken" FROM "CardStocks" WHERE "CardId" = $card""";

    private const string Count = """
        UPDATE "CardStocks" SET "Taken" = "Taken" + $taken WHERE "CardId" = $card;
        INSERT INTO "CardDays" ("CardId", "Day", "Seen", "Taken", "Used", "Given", "Expired") VALUES ($card, $day, 0, $taken, 0, 0, 0)
        ON CONFLICT ("CardId", "Day") DO UPDATE SET "Taken" = "Taken" + $taken;
        """;

    private const int Most = 256;

    private readonly Channel<(Claim Claim, TaskCompletionSource<ClaimResult> Answer)> waiting = Channel.CreateUnbounded<(Claim, TaskCompletionSource<ClaimResult>)>();
    private int writing;

    // Of the one writer.
    private readonly KeptContext own = new(dbs);

    /// <summary>Takes one copy, or says why not. Answered when it is durable.</summary>
    internal Task<ClaimResult> Take(Claim claim)
    {
        var answer = new TaskCompletionSource<ClaimResult>(TaskCreationOptions.RunContinuationsAsynchronously);
        waiting.Writer.TryWrite((claim, answer));
        if (Interlocked.CompareExchange(ref writing, 1, 0) == 0)
            ThreadPool.UnsafeQueueUserWorkItem(static lane => _ = lane.Write(), this, preferLocal: false);
        return answer.Task;
    }

    // One writer; whoever comes when there is none starts it.
    private async Task Write()
    {
        do
        {
            var batch = new List<(Claim Claim, TaskCompletionSource<ClaimResult> Answer)>();
            while (waiting.Reader.TryRead(out var one))
            {
                batch.Add(one);
                while (batch.Count < Most && waiting.Reader.TryRead(out one))
                    batch.Add(one);
                await Write(batch);
                batch.Clear();
            }

            Volatile.Write(ref writing, 0);
            // One may have come between the last look and the line above, and have found a writer.
        }
        while (waiting.Reader.TryPeek(out _) && Interlocked.CompareExchange(ref writing, 1, 0) == 0);
    }

    private async Task Write(List<(Claim Claim, TaskCompletionSource<ClaimResult> Answer)> batch)
    {
        try
        {
            var db = await own.Get();
            var results = await group.Run<ClaimResult[]>(db, async () => (await WriteAll(db, batch.ConvertAll(one => one.Claim)), true));
            for (var i = 0; i < batch.Count; i++)
                batch[i].Answer.SetResult(results[i]);
        }
        catch (SqliteException error) when (error.SqliteErrorCode == SQLitePCL.raw.SQLITE_CONSTRAINT && batch.Count > 1)
        {
            await own.Forget();
            // One that cannot be written must not take the others along.
            foreach (var one in batch)
                await Write([one]);
        }
        catch (Exception error)
        {
            await own.Forget();
            batch.ForEach(one => one.Answer.SetException(error));
        }
    }

    private async Task<ClaimResult[]> WriteAll(PortalDb db, List<Claim> claims)
    {
        var (now, results, stocks) = (clock.UtcNow, new ClaimResult[claims.Count], new Dictionary<long, Pool>());
        // The commit holds all: nobody else writes on a file meanwhile, so what is read here stays so.
        // Commands of its own: made by EF Core for each batch, the counting took as long as the rows.
        var (connection, transaction) = ((SqliteConnection)db.Database.GetDbConnection(), (SqliteTransaction)db.Database.CurrentTransaction!.GetDbTransaction());
        await using var guards = Prepared(Guards, "$card", "$taker", "$key", "$account");
        await using var insert = Prepared(Insert, "$card", "$code", "$taker", "$number", "$key", "$source", "$scene", "$now", "$from", "$until");
        for (var i = 0; i < claims.Count; i++)
        {
            var claim = claims[i];
            if (!stocks.TryGetValue(claim.CardId, out var pool))
                stocks.Add(claim.CardId, pool = PoolOf(claim.CardId));
            if (pool.Left <= 0)
            {
                results[i] = await Why(db, claim, new(pool.Open ? ClaimOutcome.SoldOut : ClaimOutcome.Stopped));
                continue;
            }

            if (claim.Stands is { } stands && !await stands(db))
            {
                results[i] = await Why(db, claim, new(ClaimOutcome.Missing));
                continue;
            }

            var (last, free) = LastOf(claim);
            if (!free || last >= claim.Cap)
            {
                results[i] = await Why(db, claim, new(ClaimOutcome.OverLimit));
                continue;
            }

            var code = CardCode.NewCode();
            Fill(insert, claim.CardId, code, claim.SubscriberId, last + 1, claim.Key, claim.Source.ToString(), claim.Scene, now, claim.From, claim.Until);
            insert.ExecuteNonQuery();
            pool.Taken++;
            pool.Left--;
            results[i] = new(ClaimOutcome.Taken, code);
        }

        foreach (var (card, pool) in stocks.Where(row => row.Value.Taken > 0))
        {
            using var count = Prepared(Count, "$card", "$taken", "$day");
            Fill(count, card, pool.Taken, ChinaTime.StartOf(ChinaTime.DayOf(now)));
            if (count.ExecuteNonQuery() != 2)
                throw new InvalidOperationException($"The stock of card {card} is gone.");
        }

        return results;

        Pool PoolOf(long card)
        {
            using var read = Prepared(Stock, "$card");
            Fill(read, card);
            using var row = read.ExecuteReader();
            return row.Read() && row.GetBoolean(0) ? new() { Open = true, Left = row.GetInt32(1) } : new();
        }

        (int Last, bool Free) LastOf(Claim claim)
        {
            Fill(guards, claim.CardId, claim.SubscriberId, claim.Key, claim.AccountId);
            using var row = guards.ExecuteReader();
            row.Read();
            return (row.GetInt32(0), row.GetBoolean(1));
        }

        SqliteCommand Prepared(string statement, params ReadOnlySpan<string> names)
        {
            var command = connection.CreateCommand();
            (command.CommandText, command.Transaction) = (statement, transaction);
            foreach (var name in names)
                command.Parameters.Add(new SqliteParameter { ParameterName = name });
            return command;
        }
    }

    // The same form again is answered as before, whatever stands against another copy.
    private static async Task<ClaimResult> Why(PortalDb db, Claim claim, ClaimResult otherwise)
    {
        if (await Claims.Before(db, claim.SubscriberId, claim.Key, CancellationToken.None) is { } before)
            return Claims.Again(before, claim.CardId, claim.SubscriberId);
        return await db.Followings.AnyAsync(row => row.AccountId == claim.AccountId && row.SubscriberId == claim.SubscriberId && row.Blocked) ? new(ClaimOutcome.Missing) : otherwise;
    }

    // In the shapes that EF Core writes them in: times and keys as the provider's text, names of enums.
    private static void Fill(SqliteCommand command, params ReadOnlySpan<object?> values)
    {
        for (var i = 0; i < values.Length; i++)
            command.Parameters[i].Value = values[i] ?? DBNull.Value;
    }

    private sealed class Pool
    {
        public bool Open { get; init; }

        public int Left { get; set; }

        public int Taken { get; set; }
    }
}
