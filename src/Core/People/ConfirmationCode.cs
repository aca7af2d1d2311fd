using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using WeixinWeChat.Core.Editions;
using WeixinWeChat.Core.Storage;

namespace WeixinWeChat.Core.People;

/// <summary>What a code is for. A code that was sent for one purpose is worthless for every other.</summary>
/// <param name="Name">Stable and short, <c>subscriber-sign-in</c>.</param>
/// <param name="What">How the message says it: "your code to {What}", "用于{What}".</param>
/// <param name="PerDay">Codes for it in 24 hours, to whomever; null for no limit. Where one person chooses the recipients, the limit of each is none.</param>
public sealed record CodePurpose(string Name, Bilingual What, int? PerDay = null);

/// <summary>One code that was sent, as the database remembers it: neither the code nor the recipient can be read from it.</summary>
public sealed class ConfirmationCode
{
    /// <summary>Digits of a code.</summary>
    public const int Length = 6;

    /// <summary>Wrong answers after which a code is dead.</summary>
    public const int MaxTries = 5;

    /// <summary>How long a code may be used.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(10);

    /// <summary>The pause before the next code for the same purpose.</summary>
    public static readonly TimeSpan Pause = TimeSpan.FromMinutes(1);

    /// <summary>Codes that one recipient gets in 24 hours for one purpose.</summary>
    public const int PerDay = 10;

    /// <summary>In order of sending.</summary>
    public long Id { get; private init; }

    /// <summary>The purpose's name.</summary>
    public string Purpose { get; internal init; } = "";

    /// <summary>Keyed hash of the recipient, the same for every purpose: codes of a day are counted by it.</summary>
    public string RecipientHash { get; internal init; } = "";

    /// <summary>Random, so that equal codes do not look equal.</summary>
    public string Salt { get; internal init; } = "";

    /// <summary>Keyed hash of purpose, recipient, salt and code.</summary>
    public string Hash { get; internal init; } = "";

    /// <summary>UTC.</summary>
    public DateTime SentAt { get; internal init; }

    /// <summary>Answers so far.</summary>
    public int Tries { get; internal init; }

    /// <summary>UTC of the right answer; a code is right once.</summary>
    public DateTime? UsedAt { get; internal init; }

    private sealed class Mapping : IEntityTypeConfiguration<ConfirmationCode>
    {
        public void Configure(EntityTypeBuilder<ConfirmationCode> code)
        {
            code.ToTable("ConfirmationCodes");
            code.Property(row => row.Purpose).HasMaxLength(64);
            code.Property(row => row.RecipientHash).HasMaxLength(Vault.FingerprintLength).IsFixedLength().IsUnicode(false);
            code.Property(row => row.Salt).HasMaxLength(Ids.CodeLength).IsUnicode(false);
            code.Property(row => row.Hash).HasMaxLength(Vault.FingerprintLength).IsFixedLength().IsUnicode(false);
            code.HasIndex(row => new { row.RecipientHash, row.SentAt });
            code.HasIndex(row => row.SentAt);
        }
    }
}

/// <summary>Whether a code was sent.</summary>
public enum CodeSending
{
    /// <summary>It is in the outbox.</summary>
    Sent,

    /// <summary>One was sent a moment ago: <see cref="ConfirmationCode.Pause"/>.</summary>
    TooSoon,

    /// <summary>The recipient got enough for today: <see cref="ConfirmationCode.PerDay"/>.</summary>
    TooMany,
}

/// <summary>What became of a request for a code.</summary>
/// <param name="State">Whether it was sent.</param>
/// <param name="NextAt">UTC from which another may be asked for.</param>
public sealed record CodeSent(CodeSending State, DateTime NextAt);

/// <summary>What an answer was worth.</summary>
public enum CodeCheck
{
    /// <summary>It is the code, and it is now used up.</summary>
    Right,

    /// <summary>It is not the code. Also said when none was sent: the answer tells nobody whether one was.</summary>
    Wrong,

    /// <summary>The code's time is over; another must be asked for.</summary>
    Expired,

    /// <summary>Too many wrong answers; another must be asked for.</summary>
    TooManyTries,
}
