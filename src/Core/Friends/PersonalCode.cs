using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using WeixinWeChat.Core.Storage;
using WeixinWeChat.Core.Subscribers;

namespace WeixinWeChat.Core.Friends;

/// <summary>
/// A subscriber's own code: whoever has it may ask to be their friend, and where there are wallets send them money, without knowing their
/// number. Made anew, the old one leads nowhere.
/// </summary>
public sealed class PersonalCode
{
    /// <summary>The subscriber: one code each.</summary>
    public long SubscriberId { get; init; }

    /// <summary>What stands in the QR code.</summary>
    public string Code { get; init; } = ScanCode.New();

    /// <summary>UTC.</summary>
    public DateTime MadeAt { get; init; }

    private sealed class Mapping : IEntityTypeConfiguration<PersonalCode>
    {
        public void Configure(EntityTypeBuilder<PersonalCode> code)
        {
            code.ToTable("PersonalCodes");
            code.HasKey(row => row.SubscriberId);
            code.Property(row => row.SubscriberId).ValueGeneratedNever();
            code.Property(row => row.Code).HasMaxLength(ScanCode.Length).IsUnicode(false);
            code.HasIndex(row => row.Code).IsUnique();
            code.HasOne<Subscriber>().WithOne().HasForeignKey<PersonalCode>(row => row.SubscriberId).OnDelete(DeleteBehavior.Restrict);
        }
    }
}

/// <summary>Shows subscribers their own codes, and makes others when they want.</summary>
public sealed class PersonalCodes(IDbContextFactory<PortalDb> dbs, TimeProvider clock)
{
    /// <summary>The code of a subscriber, made when it is asked for first.</summary>
    public async Task<string> Of(long me, CancellationToken cancel = default)
    {
        await using var db = await dbs.CreateDbContextAsync(cancel);
        if (await CodeOf(db, me, cancel) is { } known)
            return known;
        var made = new PersonalCode { SubscriberId = me, MadeAt = clock.UtcNow };
        db.Add(made);
        try
        {
            await db.SaveChangesAsync(cancel);
            return made.Code;
        }
        catch (DbUpdateException)
        {
            // Their other page has made it in this moment. Anything else is a fault and stays one.
            await using var again = await dbs.CreateDbContextAsync(cancel);
            if (await CodeOf(again, me, cancel) is { } twin)
                return twin;
            throw;
        }
    }

    /// <summary>Makes another code in the place of the one that was shown; said twice, it is one.</summary>
    /// <returns>The code by now.</returns>
    public async Task<string> Renew(long me, string? shown, CancellationToken cancel = default)
    {
        var (code, now) = (ScanCode.New(), clock.UtcNow);
        await using (var db = await dbs.CreateDbContextAsync(cancel))
        {
            await db.PersonalCodes.Where(row => row.SubscriberId == me && row.Code == shown)
                .ExecuteUpdateAsync(row => row.SetProperty(one => one.Code, code).SetProperty(one => one.MadeAt, now), cancel);
        }

        return await Of(me, cancel);
    }

    private static Task<string?> CodeOf(PortalDb db, long me, CancellationToken cancel) => db.PersonalCodes.Where(row => row.SubscriberId == me).Select(row => (string?)row.Code).SingleOrDefaultAsync(cancel);
}
