using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using WeixinWeChat.Core.Editions;
using WeixinWeChat.Core.Storage;

namespace WeixinWeChat.Core.Accounts;

/// <summary>An official account: what a brand speaks through and subscribers follow.</summary>
public sealed class OfficialAccount : ISealed
{
    /// <summary>Longest name, in characters.</summary>
    public const int NameMax = AccountName.MaxUnits;

    /// <summary>Longest introduction, in characters.</summary>
    public const int IntroductionMax = AccountIntroduction.MaxLength;

    /// <summary>Internal number, never shown.</summary>
    public long Id { get; private init; }

    /// <summary>Public id, <c>wx</c> and 16 hex digits; stands in the console's addresses.</summary>
    public string AppId { get; private init; } = Ids.AppId();

    /// <summary>Original id, <c>gh_</c> and 12 hex digits.</summary>
    public string OriginalId { get; private init; } = Ids.OriginalId();

    /// <inheritdoc />
    public Edition Edition { get; init; }

    /// <summary>Subscription or service account.</summary>
    public AccountType Type { get; init; }

    /// <summary>The name that subscribers see.</summary>
    public string Name { get; set; } = "";

    /// <summary>The name folded for comparison: unique in the edition.</summary>
    public string NameKey { get; set; } = "";

    /// <summary>A few sentences for the profile.</summary>
    public string Introduction { get; set; } = "";

    /// <summary>Code of the avatar in the media store; null shows the name's first letter.</summary>
    public string? AvatarCode { get; set; }

    /// <summary>
    /// How many people follow it now. Changed by the database alone, one up or one down in the transaction of each follow and unfollow:
    /// with millions of followers no view can count them.
    /// </summary>
    public long FollowerCount { get; private set; }

    /// <summary>The permanent ticket in the account's own QR code and link.</summary>
    public string QrTicket { get; private init; } = Ids.Code();

    /// <summary>Where it stands; changed by verbs only.</summary>
    public AccountStanding Standing { get; private set; } = AccountStanding.NotActivated;

    /// <summary>End of the verification, UTC; null when never verified.</summary>
    public DateTime? VerifiedUntil { get; private set; }

    /// <summary>IANA time zone of its days, months and schedules.</summary>
    public string TimeZone { get; set; } = "Asia/Shanghai";

    /// <summary>ISO 4217 code of its prices.</summary>
    public string Currency { get; init; } = "CNY";

    /// <summary>UTC.</summary>
    public DateTime RegisteredAt { get; init; }

    /// <summary>The registration form that it came of: sending the form twice makes no second account. Null when none was filled in.</summary>
    public Guid? FormKey { get; init; }

    /// <summary>The month in which the changes below were made, <c>202611</c>.</summary>
    public int ChangesMonth { get; private set; }

    /// <summary>Changes of the introduction in that month.</summary>
    public int IntroductionChanges { get; private set; }

    /// <summary>Changes of the avatar in that month.</summary>
    public int AvatarChanges { get; private set; }

    /// <summary>Changes with every save, so that two people do not overwrite each other unseen.</summary>
    public Guid Version { get; set; } = Guid.NewGuid();

    /// <summary>Opens the account, once its administrator is confirmed.</summary>
    public void Activate()
    {
        if (Standing == AccountStanding.NotActivated)
            Standing = AccountStanding.Activated;
    }

    /// <summary>Gives the badge until <paramref name="until"/>. False when the account is not in a standing that can be verified.</summary>
    public bool Verify(DateTime until)
    {
        if (Standing is not (AccountStanding.Activated or AccountStanding.Verified or AccountStanding.VerificationExpired))
            return false;
        (Standing, VerifiedUntil) = (AccountStanding.Verified, until);
        return true;
    }

    /// <summary>Takes the badge back when its time is over.</summary>
    public void Expire(DateTime now)
    {
        if (Standing == AccountStanding.Verified && VerifiedUntil <= now)
            Standing = AccountStanding.VerificationExpired;
    }

    /// <summary>Stops the account; its followers keep it.</summary>
    public void Suspend()
    {
        if (Standing is not (AccountStanding.NotActivated or AccountStanding.Closed))
            Standing = AccountStanding.Suspended;
    }

    /// <summary>Says something else about itself. False when the month's changes are used up; saying the same again costs none.</summary>
    public bool Introduce(AccountIntroduction introduction, DateOnly today, int changesPerMonth)
    {
        if (introduction.Value == Introduction) return true;
        BeginMonth(today);
        if (IntroductionChanges >= changesPerMonth) return false;
        (Introduction, IntroductionChanges) = (introduction.Value, IntroductionChanges + 1);
        return true;
    }

    /// <summary>Shows another picture. False when the month's changes are used up; the same picture again costs none.</summary>
    public bool Wear(string? avatarCode, DateOnly today, int changesPerMonth)
    {
        if (avatarCode == AvatarCode) return true;
        BeginMonth(today);
        if (AvatarChanges >= changesPerMonth) return false;
        (AvatarCode, AvatarChanges) = (avatarCode, AvatarChanges + 1);
        return true;
    }

    private void BeginMonth(DateOnly today)
    {
        var month = (today.Year * 100) + today.Month;
        // Only forward: a clock that is moved back to last month must not give that month's changes once more.
        if (month > ChangesMonth) (ChangesMonth, IntroductionChanges, AvatarChanges) = (month, 0, 0);
    }

    private sealed class Mapping : IEntityTypeConfiguration<OfficialAccount>
    {
        public void Configure(EntityTypeBuilder<OfficialAccount> account)
        {
            // On SQL Server a table with triggers cannot say what it wrote: EF has to know and asks afterwards.
            account.ToTable("OfficialAccounts", table => table.HasTrigger("OfficialAccounts_Changed"));
            account.Property(row => row.AppId).HasMaxLength(Ids.AppIdLength).IsUnicode(false);
            account.Property(row => row.OriginalId).HasMaxLength(Ids.OriginalIdLength).IsUnicode(false);
            account.Property(row => row.Name).HasMaxLength(NameMax);
            account.Property(row => row.NameKey).HasMaxLength(AccountName.MaxKeyLength);
            account.Property(row => row.Introduction).HasMaxLength(IntroductionMax);
            account.Property(row => row.AvatarCode).HasMaxLength(Ids.CodeLength).IsUnicode(false);
            account.Property(row => row.QrTicket).HasMaxLength(Ids.CodeLength).IsUnicode(false);
            account.Property(row => row.TimeZone).HasMaxLength(64);
            account.Property(row => row.Currency).HasMaxLength(3).IsUnicode(false);
            account.Property(row => row.Version).IsConcurrencyToken();
            account.HasIndex(row => row.AppId).IsUnique();
            account.HasIndex(row => row.OriginalId).IsUnique();
            account.HasIndex(row => row.NameKey).IsUnique();
            account.HasIndex(row => row.QrTicket).IsUnique();
            account.HasIndex(row => row.FormKey).IsUnique();
        }
    }
}
