using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using WeixinWeChat.Core.Accounts;
using WeixinWeChat.Core.Storage;

namespace WeixinWeChat.Weixin.Cinema;

/// <summary>A cinema of a chain. The chain is an official account: it keeps the programme and takes the money.</summary>
public sealed class Cinema
{
    /// <summary>Longest name, characters.</summary>
    public const int NameMax = 40;

    /// <summary>Longest name of a city, characters.</summary>
    public const int CityMax = 20;

    /// <summary>Longest address, characters.</summary>
    public const int AddressMax = 100;

    /// <summary>Most cinemas of one chain.</summary>
    public const int PerChainMax = 200;

    /// <summary>Internal number.</summary>
    public long Id { get; private init; }

    /// <summary>For addresses.</summary>
    public string Code { get; private init; } = Ids.Code();

    /// <summary>The chain's official account.</summary>
    public long AccountId { get; init; }

    /// <summary>Its name.</summary>
    public string Name { get; init; } = "";

    /// <summary>Where it is.</summary>
    public string City { get; init; } = "";

    /// <summary>Street and number.</summary>
    public string Address { get; init; } = "";

    private sealed class Mapping : IEntityTypeConfiguration<Cinema>
    {
        public void Configure(EntityTypeBuilder<Cinema> cinema)
        {
            cinema.ToTable("Cinemas");
            cinema.Property(row => row.Code).HasMaxLength(Ids.CodeLength).IsUnicode(false);
            cinema.Property(row => row.Name).HasMaxLength(NameMax);
            cinema.Property(row => row.City).HasMaxLength(CityMax);
            cinema.Property(row => row.Address).HasMaxLength(AddressMax);
            cinema.HasIndex(row => row.Code).IsUnique();
            cinema.HasIndex(row => row.City);
            cinema.HasIndex(row => new { row.AccountId, row.Name }).IsUnique();
            cinema.HasOne<OfficialAccount>().WithMany().HasForeignKey(row => row.AccountId).OnDelete(DeleteBehavior.Restrict);
        }
    }
}

/// <summary>A hall of a cinema. Its plan never changes, so that a seat that was sold is there: a hall that was rebuilt is another one.</summary>
public sealed class Hall
{
    /// <summary>Longest name, characters.</summary>
    public const int NameMax = 20;

    /// <summary>Most halls of one cinema.</summary>
    public const int PerCinemaMax = 40;

    /// <summary>Internal number.</summary>
    public long Id { get; private init; }

    /// <summary>For forms.</summary>
    public string Code { get; private init; } = Ids.Code();

    /// <summary>The cinema.</summary>
    public long CinemaId { get; init; }

    /// <summary>What it is called.</summary>
    public string Name { get; init; } = "";

    /// <summary>Its seats, as <see cref="HallPlan"/> reads them.</summary>
    public string Plan { get; init; } = "";

    /// <summary>How many there are.</summary>
    public int SeatCount { get; init; }

    private sealed class Mapping : IEntityTypeConfiguration<Hall>
    {
        public void Configure(EntityTypeBuilder<Hall> hall)
        {
            hall.ToTable("Halls");
            hall.Property(row => row.Code).HasMaxLength(Ids.CodeLength).IsUnicode(false);
            hall.Property(row => row.Name).HasMaxLength(NameMax);
            hall.Property(row => row.Plan).HasMaxLength(HallPlan.TextMax).IsUnicode(false);
            hall.HasIndex(row => row.Code).IsUnique();
            hall.HasIndex(row => new { row.CinemaId, row.Name }).IsUnique();
            hall.HasOne<Cinema>().WithMany().HasForeignKey(row => row.CinemaId).OnDelete(DeleteBehavior.Restrict);
        }
    }
}
