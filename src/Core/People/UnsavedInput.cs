using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using WeixinWeChat.Core.Storage;

namespace WeixinWeChat.Core.People;

/// <summary>What a person has typed at one place and not saved there yet, sealed: it outlives the tab, the line and a restart of the portal.</summary>
public sealed class UnsavedInput
{
    /// <summary>Longest name of a place, characters.</summary>
    public const int PlaceMax = 120;

    /// <summary>The portal user.</summary>
    public string UserId { get; init; } = "";

    /// <summary>The form and what it is about, such as <c>profile/wx…</c>.</summary>
    public string Place { get; init; } = "";

    /// <summary>The form as JSON, sealed.</summary>
    public string Content { get; init; } = "";

    /// <summary>UTC of the last change.</summary>
    public DateTime ChangedAt { get; init; }

    private sealed class Mapping : IEntityTypeConfiguration<UnsavedInput>
    {
        public void Configure(EntityTypeBuilder<UnsavedInput> input)
        {
            input.ToTable("UnsavedInputs");
            input.HasKey(row => new { row.UserId, row.Place });
            input.Property(row => row.Place).HasMaxLength(PlaceMax);
            input.HasIndex(row => row.ChangedAt);
            input.HasOne<PortalUser>().WithMany().HasForeignKey(row => row.UserId).OnDelete(DeleteBehavior.Cascade);
        }
    }
}
