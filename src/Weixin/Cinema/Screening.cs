using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using WeixinWeChat.Core.Storage;

namespace WeixinWeChat.Weixin.Cinema;

/// <summary>What is spoken, and what is written below.</summary>
public enum ScreeningLanguage
{
    /// <summary>Mandarin.</summary>
    Mandarin = 1,

    /// <summary>Cantonese.</summary>
    Cantonese,

    /// <summary>English with Chinese subtitles.</summary>
    English,

    /// <summary>Another language with Chinese subtitles.</summary>
    Original,
}

/// <summary>How the picture is shown.</summary>
public enum ScreeningFormat
{
    /// <summary>Flat.</summary>
    Flat = 1,

    /// <summary>With glasses.</summary>
    Deep,

    /// <summary>On the giant screen.</summary>
    Giant,
}

/// <summary>A film in a hall at a time.</summary>
public sealed class Screening
{
    /// <summary>Lowest price of a seat, fen.</summary>
    public const long FenMin = 100;

    /// <summary>Highest price of a seat, fen.</summary>
    public const long FenMax = 100_000;

    /// <summary>How far ahead one may be planned, days.</summary>
    public const int DaysAhead = 60;

    /// <summary>How long after its start seats are still sold.</summary>
    public static readonly TimeSpan SaleAfterStart = TimeSpan.FromMinutes(10);

    /// <summary>How long before its start the door opens. From then on nothing is given back, and nothing changed.</summary>
    public static readonly TimeSpan DoorOpens = TimeSpan.FromMinutes(60);

    /// <summary>How long after its end its money becomes the chain's: nothing that is still under way comes later, and no clock that is a moment behind.</summary>
    public static readonly TimeSpan EarnedAfter = TimeSpan.FromMinutes(10);

    /// <summary>How long a hall is cleaned.</summary>
    public static readonly TimeSpan Cleaning = TimeSpan.FromMinutes(10);

    /// <summary>Internal number.</summary>
    public long Id { get; private init; }

    /// <summary>For addresses.</summary>
    public string Code { get; private init; } = Ids.Code();

    /// <summary>The chain's official account.</summary>
    public long AccountId { get; init; }

    /// <summary>The cinema.</summary>
    public long CinemaId { get; init; }

    /// <summary>The hall.</summary>
    public long HallId { get; init; }

    /// <summary>The film.</summary>
    public long FilmId { get; init; }

    /// <summary>UTC.</summary>
    public DateTime StartsAt { get; init; }

    /// <summary>UTC: when the film is over.</summary>
    public DateTime EndsAt { get; init; }

    /// <summary>Of one seat, fen.</summary>
    public long Fen { get; init; }

    /// <summary>What is spoken.</summary>
    public ScreeningLanguage Language { get; init; }

    /// <summary>How it is shown.</summary>
    public ScreeningFormat Format { get; init; }

    /// <summary>UTC, once it was called off.</summary>
    public DateTime? CancelledAt { get; private set; }

    /// <summary>UTC, once its money is where it belongs: the chain's when it was shown, its visitors' again when it was called off. Nothing is paid or given back from then on.</summary>
    public DateTime? SettledAt { get; private set; }

    /// <summary>May a screening be planned for this time?</summary>
    public static bool MayBePlanned(DateTime starts, DateTime now) => starts > now && starts <= now.AddDays(DaysAhead);

    /// <summary>Are seats sold at this moment?</summary>
    public bool IsOnSale(DateTime now) => CancelledAt is null && SettledAt is null && now < StartsAt + SaleAfterStart && now < EndsAt;

    /// <summary>May a ticket still be given back or changed?</summary>
    public bool MayReturn(DateTime now) => CancelledAt is null && SettledAt is null && now < StartsAt - DoorOpens;

    /// <summary>Are people let in?</summary>
    public bool IsDoorOpen(DateTime now) => CancelledAt is null && now >= StartsAt - DoorOpens && now < EndsAt;

    /// <summary>Calls it off. False when it was before, or is over.</summary>
    public bool Cancel(DateTime now)
    {
        if (CancelledAt is not null || SettledAt is not null || now >= EndsAt)
            return false;
        CancelledAt = now;
        return true;
    }

    /// <summary>Its money becomes the chain's. False when it did before, when it was called off, or when it is not over.</summary>
    public bool Earn(DateTime now)
    {
        if (CancelledAt is not null || SettledAt is not null || now < EndsAt + EarnedAfter)
            return false;
        SettledAt = now;
        return true;
    }

    private sealed class Mapping : IEntityTypeConfiguration<Screening>
    {
        public void Configure(EntityTypeBuilder<Screening> screening)
        {
            screening.ToTable("Screenings");
            screening.Property(row => row.Code).HasMaxLength(Ids.CodeLength).IsUnicode(false);
            // Called off by two at once: one of them did it. What was paid in that very moment is given back by the round all the same.
            screening.Property(row => row.CancelledAt).IsConcurrencyToken();
            screening.Property(row => row.SettledAt).IsConcurrencyToken();
            screening.HasIndex(row => row.Code).IsUnique();
            screening.HasIndex(row => new { row.CinemaId, row.StartsAt });
            screening.HasIndex(row => new { row.FilmId, row.StartsAt });
            screening.HasIndex(row => new { row.AccountId, row.StartsAt });
            screening.HasIndex(row => new { row.HallId, row.StartsAt }).IsUnique().HasFilter($"{nameof(CancelledAt)} IS NULL");
            // What the rounds have still to do is found without looking at what was ever shown; by number, as rounds go.
            screening.HasIndex(row => row.Id, "IX_Screenings_CalledOff").HasFilter($"{nameof(CancelledAt)} IS NOT NULL AND {nameof(SettledAt)} IS NULL");
            screening.HasIndex(row => row.Id, "IX_Screenings_ToEarn").HasFilter($"{nameof(CancelledAt)} IS NULL AND {nameof(SettledAt)} IS NULL");
            screening.HasOne<Film>().WithMany().HasForeignKey(row => row.FilmId).OnDelete(DeleteBehavior.Restrict);
            screening.HasOne<Hall>().WithMany().HasForeignKey(row => row.HallId).OnDelete(DeleteBehavior.Restrict);
            screening.HasOne<Cinema>().WithMany().HasForeignKey(row => row.CinemaId).OnDelete(DeleteBehavior.Restrict);
        }
    }
}
