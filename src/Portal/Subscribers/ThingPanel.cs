using Microsoft.Extensions.DependencyInjection;

namespace WeixinWeChat.Portal.Subscribers;

/// <summary>One sort of things that a subscriber has, on the page of all of them: what they joined, won, or own. Each feature registers its own.</summary>
/// <param name="Component">Draws them, the latest few, with the way to all.</param>
/// <param name="Any">Has this subscriber any?</param>
/// <param name="Order">Smaller stands further up.</param>
public sealed record ThingPanel(Type Component, Func<long, CancellationToken, Task<bool>> Any, int Order)
{
    /// <summary>How many a panel shows; the others stand on the feature's own page.</summary>
    public const int Shown = 5;
}

/// <summary>Registers what subscribers have.</summary>
public static class ThingPanels
{
    extension(IServiceCollection services)
    {
        /// <summary>Things that one of these operations knows, drawn by that component.</summary>
        public void AddThings<TOperations, TPanel>(int order, Func<TOperations, long, CancellationToken, Task<bool>> any)
            where TOperations : class =>
            services.AddSingleton(provider => new ThingPanel(typeof(TPanel), (me, cancel) => any(provider.GetRequiredService<TOperations>(), me, cancel), order));
    }
}
