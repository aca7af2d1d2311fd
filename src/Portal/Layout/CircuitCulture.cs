using System.Globalization;
using Microsoft.AspNetCore.Components.Server.Circuits;

namespace WeixinWeChat.Portal.Layout;

/// <summary>
/// Keeps a circuit in the language that it began with. A connection that comes back brings the language chosen last, and without this
/// half of the page would be written in one language and half in the other.
/// </summary>
internal sealed class CircuitCulture : CircuitHandler
{
    private CultureInfo? formats;
    private CultureInfo? texts;

    public override Task OnCircuitOpenedAsync(Circuit circuit, CancellationToken cancellationToken)
    {
        (formats, texts) = (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture);
        return Task.CompletedTask;
    }

    public override Func<CircuitInboundActivityContext, Task> CreateInboundActivityHandler(Func<CircuitInboundActivityContext, Task> next) => context =>
    {
        if (formats is not null && texts is not null)
            (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture) = (formats, texts);
        return next(context);
    };
}
