using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using WeixinWeChat.Core.Accounts;
using WeixinWeChat.Core.Editions;
using WeixinWeChat.Core.Storage;

namespace WeixinWeChat.Weixin.Cinema;

/// <summary>What sort of film it is.</summary>
public enum FilmGenre
{
    /// <summary>Drama.</summary>
    Drama = 1,

    /// <summary>Comedy.</summary>
    Comedy,

    /// <summary>Science fiction.</summary>
    SciFi,

    /// <summary>Animation.</summary>
    Animation,

    /// <summary>A crime to be solved.</summary>
    Mystery,

    /// <summary>Romance.</summary>
    Romance,

    /// <summary>Adventure.</summary>
    Adventure,

    /// <summary>Documentary.</summary>
    Documentary,
}

/// <summary>A film that a chain shows.</summary>
public sealed class Film
{
    /// <summary>Longest title, characters.</summary>
    public const int TitleMax = 60;

    /// <summary>Shortest film, minutes.</summary>
    public const int MinutesMin = 5;

    /// <summary>Longest film, minutes.</summary>
    public const int MinutesMax = 400;

    /// <summary>Most films of one chain.</summary>
    public const int PerChainMax = 500;

    /// <summary>Internal number.</summary>
    public long Id { get; private init; }

    /// <summary>For addresses.</summary>
    public string Code { get; private init; } = Ids.Code();

    /// <summary>The chain's official account.</summary>
    public long AccountId { get; init; }

    /// <summary>Its Chinese title.</summary>
    public string TitleZh { get; init; } = "";

    /// <summary>Its English title.</summary>
    public string TitleEn { get; init; } = "";

    /// <summary>How long it runs.</summary>
    public int Minutes { get; init; }

    /// <summary>What sort it is.</summary>
    public FilmGenre Genre { get; init; }

    /// <summary>What the audience gave it, in tenths from 0 to 100; null when nobody has seen it yet.</summary>
    public int? Rating { get; init; }

    /// <summary>The colour of its poster, degrees of the colour wheel.</summary>
    public int Hue { get; init; }

    private sealed class Mapping : IEntityTypeConfiguration<Film>
    {
        public void Configure(EntityTypeBuilder<Film> film)
        {
            film.ToTable("Films");
            film.Property(row => row.Code).HasMaxLength(Ids.CodeLength).IsUnicode(false);
            film.Property(row => row.TitleZh).HasMaxLength(TitleMax);
            film.Property(row => row.TitleEn).HasMaxLength(TitleMax);
            film.HasIndex(row => row.Code).IsUnique();
            // A form that is sent twice adds one film.
            film.HasIndex(row => new { row.AccountId, row.TitleZh }).IsUnique();
            film.HasOne<OfficialAccount>().WithMany().HasForeignKey(row => row.AccountId).OnDelete(DeleteBehavior.Restrict);
        }
    }
}
