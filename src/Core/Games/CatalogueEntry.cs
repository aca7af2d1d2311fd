using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using WeixinWeChat.Core.Editions;
using WeixinWeChat.Core.Materials;
using WeixinWeChat.Core.Storage;

namespace WeixinWeChat.Core.Games;

/// <summary>Where an entry of the catalogue stands.</summary>
public enum EntryState
{
    /// <summary>Being written; only the staff see it.</summary>
    Draft = 1,

    /// <summary>In the catalogue, between its dates.</summary>
    Shown,

    /// <summary>Taken out again.</summary>
    Withdrawn,
}

/// <summary>A game as the catalogue of some regions shows it. Which catalogue a person sees, their phone's region decides.</summary>
public sealed class CatalogueEntry
{
    /// <summary>Longest title, characters.</summary>
    public const int TitleMax = 30;

    /// <summary>Longest words under the title, characters.</summary>
    public const int WordsMax = 120;

    /// <summary>Largest <see cref="Order"/>; the smallest is 1.</summary>
    public const int OrderMax = 999;

    /// <summary>Entries of one portal, of whatever state.</summary>
    public const int EntriesMax = 1000;

    /// <summary>What its picture is made into.</summary>
    public static readonly ImageShape Shape = new(160, 512, 512, Square: true);

    /// <summary>Internal number.</summary>
    public long Id { get; private init; }

    /// <summary>Stands in its address.</summary>
    public string Code { get; init; } = Ids.Code();

    /// <summary>Which game, by <see cref="GameKind.Code"/>; for good.</summary>
    public string Game { get; init; } = "";

    /// <summary>In whose catalogues it stands.</summary>
    public List<CatalogueRegion> Regions { get; } = [];

    /// <summary>Its title, English.</summary>
    public string TitleEn { get; private set; } = "";

    /// <summary>Its title, Chinese.</summary>
    public string TitleZh { get; private set; } = "";

    /// <summary>A line about it, English.</summary>
    public string WordsEn { get; private set; } = "";

    /// <summary>A line about it, Chinese.</summary>
    public string WordsZh { get; private set; } = "";

    /// <summary>Its picture in the media store.</summary>
    public string PictureCode { get; private set; } = "";

    /// <summary>UTC from which on it is shown.</summary>
    public DateTime FromAt { get; private set; }

    /// <summary>UTC from which on it is not shown any more; null when nothing ends it.</summary>
    public DateTime? UntilAt { get; private set; }

    /// <summary>Smaller stands higher.</summary>
    public int Order { get; private set; }

    /// <summary>Where it stands.</summary>
    public EntryState State { get; private set; } = EntryState.Draft;

    /// <summary>Changes with every change: who saves an older one is told.</summary>
    public Guid Version { get; private set; } = Guid.NewGuid();

    /// <summary>Its title for a reader.</summary>
    public Bilingual Title => new(TitleEn, TitleZh);

    /// <summary>The line for a reader.</summary>
    public Bilingual Words => new(WordsEn, WordsZh);

    /// <summary>Writes it anew; what is handed in was found right.</summary>
    internal void Write(Bilingual title, Bilingual words, string picture, DateTime fromAt, DateTime? untilAt, int order, IReadOnlyCollection<string> regions)
    {
        (TitleEn, TitleZh, WordsEn, WordsZh) = (title.En, title.Zh, words.En, words.Zh);
        (PictureCode, FromAt, UntilAt, Order, Version) = (picture, fromAt, untilAt, order, Guid.NewGuid());
        Regions.RemoveAll(row => !regions.Contains(row.Region));
        Regions.AddRange(regions.Where(region => Regions.TrueForAll(row => row.Region != region)).Select(region => new CatalogueRegion { Game = Game, Region = region }));
    }

    /// <summary>Puts it into the catalogue.</summary>
    internal void Show() => State = EntryState.Shown;

    /// <summary>Takes it out. A draft was never in.</summary>
    internal void Withdraw()
    {
        if (State == EntryState.Shown)
            State = EntryState.Withdrawn;
    }

    private sealed class Mapping : IEntityTypeConfiguration<CatalogueEntry>
    {
        public void Configure(EntityTypeBuilder<CatalogueEntry> entry)
        {
            entry.ToTable("CatalogueEntries");
            entry.Property(row => row.Code).HasMaxLength(Ids.CodeLength).IsUnicode(false);
            entry.Property(row => row.Game).HasMaxLength(GameKind.CodeMax).IsUnicode(false);
            entry.Property(row => row.TitleEn).HasMaxLength(TitleMax);
            entry.Property(row => row.TitleZh).HasMaxLength(TitleMax);
            entry.Property(row => row.WordsEn).HasMaxLength(WordsMax);
            entry.Property(row => row.WordsZh).HasMaxLength(WordsMax);
            entry.Property(row => row.PictureCode).HasMaxLength(Ids.CodeLength).IsUnicode(false);
            entry.Property(row => row.Version).IsConcurrencyToken();
            entry.Ignore(row => row.Title).Ignore(row => row.Words);
            entry.HasIndex(row => row.Code).IsUnique();
            entry.HasIndex(row => new { row.State, row.Order, row.Id });
            entry.HasMany(row => row.Regions).WithOne().HasForeignKey(row => row.EntryId).OnDelete(DeleteBehavior.Cascade);
        }
    }
}

/// <summary>In whose catalogue an entry stands. One entry for each game and region, whatever its state.</summary>
public sealed class CatalogueRegion
{
    /// <summary>Stands for every region that has no catalogue of its own.</summary>
    public const string Elsewhere = "*";

    /// <summary>ISO 3166 code of the region, or <see cref="Elsewhere"/>.</summary>
    public string Region { get; init; } = "";

    /// <summary>The entry's game.</summary>
    public string Game { get; init; } = "";

    /// <summary>The entry.</summary>
    public long EntryId { get; init; }

    private sealed class Mapping : IEntityTypeConfiguration<CatalogueRegion>
    {
        public void Configure(EntityTypeBuilder<CatalogueRegion> place)
        {
            place.ToTable("CatalogueRegions");
            place.HasKey(row => new { row.Region, row.Game });
            place.Property(row => row.Region).HasMaxLength(3).IsUnicode(false);
            place.Property(row => row.Game).HasMaxLength(GameKind.CodeMax).IsUnicode(false);
        }
    }
}

/// <summary>The tables of the catalogue.</summary>
public static class CatalogueTables
{
    extension(PortalDb db)
    {
        /// <summary>All entries of this side.</summary>
        public DbSet<CatalogueEntry> CatalogueEntries => db.Set<CatalogueEntry>();

        /// <summary>In whose catalogues they stand.</summary>
        public DbSet<CatalogueRegion> CatalogueRegions => db.Set<CatalogueRegion>();
    }
}
