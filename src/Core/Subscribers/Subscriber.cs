using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using WeixinWeChat.Core.Editions;
using WeixinWeChat.Core.Storage;

namespace WeixinWeChat.Core.Subscribers;

/// <summary>A person who follows official accounts on the app page. Signed in by phone and code; no portal user.</summary>
public sealed class Subscriber : ISealed
{
    /// <summary>Longest nickname, in characters.</summary>
    public const int NicknameMax = 30;

    /// <summary>The vault's name for the column <see cref="Phone"/>.</summary>
    public const string PhonePurpose = "Subscriber.Phone";

    /// <summary>Internal number, never shown.</summary>
    public long Id { get; private init; }

    /// <summary>Decided by the phone number of the first sign-in, for good.</summary>
    public Edition Edition { get; init; }

    /// <summary>The E.164 number, sealed by the vault (<see cref="PhonePurpose"/>).</summary>
    public string Phone { get; set; } = "";

    /// <summary>Keyed fingerprint of the E.164 number: one subscriber per number.</summary>
    public string PhoneKey { get; set; } = "";

    /// <summary>What the brands they follow see.</summary>
    public string Nickname { get; set; } = "";

    /// <summary>Code of the picture in the media store; null while there is none.</summary>
    public string? PictureCode { get; set; }

    /// <summary>ISO 3166 country of the first number, for good: what is offered by region hangs on it.</summary>
    public string Region { get; init; } = "";

    /// <summary>Where the person says they live, a code of <see cref="LivingPlaces"/>; null while they said nothing.</summary>
    public string? Place { get; set; }

    /// <summary>UTC of the first sign-in.</summary>
    public DateTime JoinedAt { get; init; }

    /// <summary>Changes when all sessions are to end.</summary>
    public Guid SessionStamp { get; set; } = Guid.NewGuid();

    /// <summary>
    /// UTC at which the person left for good; null while they are here. The row stays, without anything of the person, because what others
    /// keep points at it: a brand's numbers, a payment.
    /// </summary>
    public DateTime? LeftAt { get; set; }

    /// <summary>The number that <see cref="Phone"/> seals.</summary>
    public static PhoneNumber NumberIn(Vault vault, string sealedPhone)
    {
        ArgumentNullException.ThrowIfNull(vault);
        return PhoneReading.Of(vault.Unprotect(PhonePurpose, sealedPhone), null).Value ?? throw new InvalidOperationException("A subscriber's number is none.");
    }

    /// <summary>What the audit log calls a subscriber.</summary>
    public static string ActorOf(long subscriberId) => string.Create(CultureInfo.InvariantCulture, $"subscriber {subscriberId}");

    private sealed class Mapping : IEntityTypeConfiguration<Subscriber>
    {
        public void Configure(EntityTypeBuilder<Subscriber> subscriber)
        {
            subscriber.ToTable("Subscribers");
            subscriber.Property(row => row.Phone).HasMaxLength(500);
            subscriber.Property(row => row.PhoneKey).HasMaxLength(Vault.FingerprintLength).IsUnicode(false);
            subscriber.Property(row => row.Nickname).HasMaxLength(NicknameMax);
            subscriber.Property(row => row.PictureCode).HasMaxLength(Ids.CodeLength).IsUnicode(false);
            subscriber.Property(row => row.Region).HasMaxLength(3);
            subscriber.Property(row => row.Place).HasMaxLength(LivingPlaces.CodeMax).IsUnicode(false);
            subscriber.HasIndex(row => row.PhoneKey).IsUnique();
            subscriber.HasIndex(row => row.Nickname);
        }
    }
}
