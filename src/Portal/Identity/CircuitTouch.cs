using Microsoft.AspNetCore.SignalR;
using WeixinWeChat.Core.People;
using WeixinWeChat.Core.Storage;

namespace WeixinWeChat.Portal.Identity;

/// <summary>
/// Whoever works for hours within one circuit sends no request: here their clicks, keys and ways to other pages keep the session alive. What a
/// browser sends by itself, such as the receipt for a page that changed, does not: a page that lies open and watches would never be idle.
/// </summary>
internal sealed class CircuitTouch(LiveSessions sessions, TimeProvider clock) : IHubFilter
{
    // Names of the framework's own: an event of an element, and the address that the browser went to.
    private const string Call = "BeginInvokeDotNetFromJS";
    private const string Event = "DispatchEventAsync";
    private const string Navigation = "OnLocationChanged";

    private static readonly object TouchedAt = new();

    public async ValueTask<object?> InvokeMethodAsync(HubInvocationContext invocationContext, Func<HubInvocationContext, ValueTask<object?>> next)
    {
        var connection = invocationContext.Context;
        if (IsHuman(invocationContext.HubMethodName, invocationContext.HubMethodArguments)
            && !(connection.Items.TryGetValue(TouchedAt, out var at) && at is DateTime last && clock.UtcNow < last + PersonSession.SeenEvery))
        {
            connection.Items[TouchedAt] = clock.UtcNow;
            await sessions.HoldsOrCannotTell(connection.User, touch: true, connection.ConnectionAborted);
        }

        return await next(invocationContext);
    }

    /// <summary>Does somebody do something, or the browser by itself?</summary>
    internal static bool IsHuman(string method, IReadOnlyList<object?> arguments) =>
        method == Navigation || (method == Call && arguments.Any(argument => argument is Event));
}
