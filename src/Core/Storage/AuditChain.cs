using Microsoft.EntityFrameworkCore;

namespace WeixinWeChat.Core.Storage;

/// <summary>Appends to the audit log and proves it.</summary>
public static class AuditChain
{
    /// <summary>Adds an entry for each fact, inside the caller's transaction.</summary>
    internal static async Task Append(PortalDb db, IReadOnlyList<AuditFact> facts, CancellationToken cancel)
    {
        // The update comes before the read: it takes the head's lock, so that no second writer reads the same end of the chain.
        await db.Set<AuditHead>().ExecuteUpdateAsync(head => head.SetProperty(row => row.Sequence, row => row.Sequence + facts.Count), cancel);
        var head = await db.Set<AuditHead>().AsNoTracking().SingleAsync(cancel);
        var (sequence, hash) = (head.Sequence - facts.Count, head.Hash);
        foreach (var fact in facts)
        {
            var entry = Entry(fact, ++sequence, hash: "");
            hash = entry.HashAfter(hash);
            db.Add(Entry(fact, sequence, hash));
        }

        await db.Set<AuditHead>().ExecuteUpdateAsync(row => row.SetProperty(end => end.Hash, hash), cancel);
    }

    /// <summary>Walks the whole chain in order, streaming.</summary>
    /// <returns>Null when it holds; else the number of the first entry that is changed, missing or too much.</returns>
    public static async Task<long?> FirstBroken(PortalDb db, CancellationToken cancel = default)
    {
        var (expected, hash) = (0L, "");
        await foreach (var entry in db.AuditEntries.AsNoTracking().OrderBy(row => row.Sequence).AsAsyncEnumerable().WithCancellation(cancel))
        {
            expected++;
            if (entry.Sequence != expected || entry.Hash != entry.HashAfter(hash))
                return expected;
            hash = entry.Hash;
        }

        // A tail that was cut off leaves a chain that holds in itself; only the head remembers how long it was.
        var head = await db.Set<AuditHead>().AsNoTracking().SingleOrDefaultAsync(cancel);
        return head?.Sequence == expected && head.Hash == hash ? null : expected + 1;
    }

    private static AuditEntry Entry(AuditFact fact, long sequence, string hash) => new()
    {
        Sequence = sequence,
        At = fact.At,
        Actor = fact.Actor,
        Action = fact.Action,
        Subject = fact.Subject,
        AppId = fact.AppId,
        Detail = fact.Detail,
        Hash = hash,
    };
}
