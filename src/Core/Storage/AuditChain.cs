using Microsoft.EntityFrameworkCore;

namespace WeixinWeChat.Core.Storage;

/// <summary>Appends to the audit log and proves it.</summary>
public static class AuditChain
{
    // A provider that tries again holds an answer in memory until it is whole: so the walk asks for parts.
    private const int Part = 1000;

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

    /// <summary>Walks the whole chain in order, a part at a time.</summary>
    /// <returns>Null when it holds; else the number of the first entry that is changed, missing or too much.</returns>
    public static async Task<long?> FirstBroken(PortalDb db, CancellationToken cancel = default)
    {
        var (expected, hash) = (0L, "");
        List<AuditEntry> part;
        do
        {
            var after = expected;
            part = await db.AuditEntries.AsNoTracking().Where(row => row.Sequence > after).OrderBy(row => row.Sequence).Take(Part).ToListAsync(cancel);
            foreach (var entry in part)
            {
                expected++;
                if (entry.Sequence != expected || entry.Hash != entry.HashAfter(hash))
                    return expected;
                hash = entry.Hash;
            }
        }
        while (part.Count == Part);

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
