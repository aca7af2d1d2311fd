using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using WeixinWeChat.Core.People;
using WeixinWeChat.Core.Storage;

namespace WeixinWeChat.Core.Accounts;

/// <summary>What a person has typed into the registration so far: one draft for each, sealed, so that a lost connection loses nothing.</summary>
public sealed class RegistrationDraft
{
    /// <summary>Longest draft, characters before sealing.</summary>
    public const int MaxLength = 16_000;

    /// <summary>How long a draft is kept after its last change: it holds an ID number.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromDays(30);

    /// <summary>The portal user.</summary>
    public string UserId { get; init; } = "";

    /// <summary>The form's key: the account that comes of this draft carries it.</summary>
    public Guid FormKey { get; private set; } = Guid.NewGuid();

    /// <summary>The form as JSON, sealed; empty before the first change.</summary>
    public string Content { get; private set; } = "";

    /// <summary>UTC of the last change.</summary>
    public DateTime ChangedAt { get; private set; }

    /// <summary>Takes what was typed.</summary>
    public void Keep(string sealedContent, DateTime now) => (Content, ChangedAt) = (sealedContent, now);

    /// <summary>Begins anew, under a new key.</summary>
    public void Clear(DateTime now) => (FormKey, Content, ChangedAt) = (Guid.NewGuid(), "", now);

    private sealed class Mapping : IEntityTypeConfiguration<RegistrationDraft>
    {
        public void Configure(EntityTypeBuilder<RegistrationDraft> draft)
        {
            draft.ToTable("RegistrationDrafts");
            draft.HasKey(row => row.UserId);
            draft.HasIndex(row => row.ChangedAt);
            draft.HasOne<PortalUser>().WithMany().HasForeignKey(row => row.UserId).OnDelete(DeleteBehavior.Cascade);
        }
    }
}

/// <summary>An opened draft.</summary>
/// <param name="FormKey">The form's key.</param>
/// <param name="Content">The form as JSON, or null when nothing was typed yet.</param>
public sealed record OpenDraft(Guid FormKey, string? Content);

/// <summary>Keeps and opens drafts of registrations.</summary>
public sealed class DraftOperations(IDbContextFactory<PortalDb> dbs, Vault vault, TimeProvider clock)
{
    private const string Purpose = "RegistrationDraft";

    /// <summary>Opens the person's draft; begins one when there is none or when it is too old. Two tabs open the same one.</summary>
    public async Task<OpenDraft> Open(Person actor, CancellationToken cancel = default)
    {
        await using var db = await dbs.CreateDbContextAsync(cancel);
        var oldest = clock.UtcNow - RegistrationDraft.Lifetime;
        await db.Set<RegistrationDraft>().Where(draft => draft.ChangedAt < oldest).ExecuteDeleteAsync(cancel);
        if (await Find(db, actor, cancel) is not { } draft)
        {
            draft = new RegistrationDraft { UserId = actor.UserId };
            draft.Keep("", clock.UtcNow);
            db.Add(draft);
            try
            {
                await db.SaveChangesAsync(cancel);
            }
            catch (DbUpdateException)
            {
                // Another tab was faster: its draft is the one.
                db.ChangeTracker.Clear();
                draft = await db.Set<RegistrationDraft>().SingleAsync(row => row.UserId == actor.UserId, cancel);
            }
        }

        return new OpenDraft(draft.FormKey, draft.Content.Length == 0 ? null : vault.Unprotect(Purpose, draft.Content));
    }

    /// <summary>Keeps what was typed. A draft that was sent or begun anew in another tab is left alone.</summary>
    /// <returns>False when there is no such draft any more, or when it is too long to be kept.</returns>
    public async Task<bool> Keep(Person actor, Guid formKey, string content, CancellationToken cancel = default)
    {
        if (content.Length > RegistrationDraft.MaxLength) return false;
        await using var db = await dbs.CreateDbContextAsync(cancel);
        if (await Find(db, actor, cancel) is not { } draft || draft.FormKey != formKey) return false;
        draft.Keep(vault.Protect(Purpose, content), clock.UtcNow);
        await db.SaveChangesAsync(cancel);
        return true;
    }

    /// <summary>Is this form's draft still the person's open one?</summary>
    public async Task<bool> IsOpen(Person actor, Guid formKey, CancellationToken cancel = default)
    {
        await using var db = await dbs.CreateDbContextAsync(cancel);
        return (await Find(db, actor, cancel))?.FormKey == formKey;
    }

    /// <summary>Forgets everything typed.</summary>
    public async Task Discard(Person actor, CancellationToken cancel = default)
    {
        await using var db = await dbs.CreateDbContextAsync(cancel);
        await db.Set<RegistrationDraft>().Where(draft => draft.UserId == actor.UserId).ExecuteDeleteAsync(cancel);
    }

    private static Task<RegistrationDraft?> Find(PortalDb db, Person actor, CancellationToken cancel) =>
        db.Set<RegistrationDraft>().SingleOrDefaultAsync(draft => draft.UserId == actor.UserId, cancel);
}
