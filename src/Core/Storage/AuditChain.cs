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

    /// <summary>Walks the whole chain in order, a part at a time. Entries that are written meanwhile belong to it.</summary>
    /// <returns>Null when it holds; else the number of the first entry that is changed, missing or too much.</returns>
    public static async Task<long?> FirstBroken(PortalDb db, CancellationToken cancel = default)
    {
        var (walked, hash) = (0L, "");
        var first = true;
        do
        {
            // The head comes first: read after the entries, it could count one that was written in between.
            // A tail that was cut off leaves a chain that holds in itself; only the head remembers how long it was.
            var head = await db.Set<AuditHead>().AsNoTracking().SingleOrDefaultAsync(cancel);
            // What lies beyond the head's end was written since, and then the head, read anew, counts it; or it is too much.
            if (head is null || (!first && head.Sequence <= walked))
                return walked + 1;
            while (walked < head.Sequence)
            {
                var after = walked;
                var part = await db.AuditEntries.AsNoTracking().Where(row => row.Sequence > after && row.Sequence <= head.Sequence)
                    .OrderBy(row => row.Sequence).Take(Part).ToListAsync(cancel);
                foreach (var entry in part)
                {
                    walked++;
                    if (entry.Sequence != walked || entry.Hash != entry.HashAfter(hash))
                        return walked;
                    hash = entry.Hash;
                }

                if (part.Count == 0)
                    return walked + 1;
            }

            if (head.Sequence != walked || head.Hash != hash)
                return walked + 1;
            first = false;
        }
        while (await db.AuditEntries.AnyAsync(row => row.Sequence > walked, cancel));
        return null;
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
