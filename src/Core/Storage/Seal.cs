using Microsoft.EntityFrameworkCore;
using WeixinWeChat.Core.Editions;

namespace WeixinWeChat.Core.Storage;

/// <summary>
/// The one row that says whose database this is. Accounts and subscribers point at it by a foreign key, and a check lets it hold
/// only this edition: a row of the other edition cannot be written, by hand-made SQL neither.
/// </summary>
public sealed class Seal
{
    /// <summary>The edition that owns the database.</summary>
    public Edition Edition { get; private init; }

    /// <summary>Maps the seal, and ties every <see cref="ISealed"/> entity of the model to it.</summary>
    internal static void Map(ModelBuilder builder, Edition edition)
    {
        builder.Entity<Seal>(seal =>
        {
            seal.ToTable("Seal", table => table.HasCheckConstraint("CK_Seal_Edition", $"\"Edition\" = '{edition}'"));
            seal.HasKey(row => row.Edition);
            seal.HasData(new { Edition = edition });
        });
        foreach (var entity in builder.Model.GetEntityTypes().Where(type => typeof(ISealed).IsAssignableFrom(type.ClrType)).ToList())
        {
            builder.Entity(entity.ClrType).HasOne(typeof(Seal)).WithMany().HasForeignKey(nameof(ISealed.Edition)).OnDelete(DeleteBehavior.Restrict);
            // A foreign key holds on SQLite only for those who ask for it on their connection; a check holds for everybody.
            builder.Entity(entity.ClrType).ToTable(entity.GetTableName()!, table => table.HasCheckConstraint($"CK_{table.Name}_Edition", $"\"Edition\" = '{edition}'"));
        }
    }
}

/// <summary>An entity that belongs to an edition in its own right (an account, a subscriber) and carries the seal's foreign key.</summary>
public interface ISealed
{
    /// <summary>The edition it belongs to, for good.</summary>
    Edition Edition { get; }
}
