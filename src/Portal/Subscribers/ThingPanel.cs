using Microsoft.Extensions.DependencyInjection;

namespace WeixinWeChat.Portal.Subscribers;

/// <summary>One sort of things that a subscriber has, on the page of all of them: what they joined, won, or own. Each feature registers its own.</summary>
/// <param name="Component">Draws what <paramref name="Latest"/> brought, as its parameter <see cref="Rows"/>, with the way to all.</param>
/// <param name="Latest">The latest few of this subscriber; null when there are none.</param>
/// <param name="Order">Smaller stands further up.</param>
public sealed record ThingPanel(Type Component, Func<long, CancellationToken, Task<object?>> Latest, int Order)
{
    /// <summary>The component's parameter.</summary>
    public const string Rows = "Rows";

    /// <summary>How many a panel shows; the others stand on the feature's own page.</summary>
    public const int Shown = 5;
}

/// <summary>Registers what subscribers have.</summary>
public static class ThingPanels
{
    extension(IServiceCollection services)
    {
        /// <summary>Things of which one of these operations has a list, drawn by that component.</summary>
        public void AddThings<TOperations, TRow, TPanel>(int order, Func<TOperations, long, CancellationToken, Task<IReadOnlyList<TRow>>> list)
            where TOperations : class =>
            services.AddSingleton(provider => new ThingPanel(typeof(TPanel), async (me, cancel) =>
                await list(provider.GetRequiredService<TOperations>(), me, cancel) is { Count: > 0 } rows ? (IReadOnlyList<TRow>)[.. rows.Take(ThingPanel.Shown)] : null, order));
    }
}
