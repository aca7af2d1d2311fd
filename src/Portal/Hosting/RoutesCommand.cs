using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Components.Endpoints;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.StaticAssets;
using WeixinWeChat.Portal.Access;
using WeixinWeChat.Portal.Identity;

namespace WeixinWeChat.Portal.Hosting;

/// <summary>
/// The command <c>routes</c>: every address of the portal with what its visitor must hold, one a line. An address that says nothing
/// is shown as <c>signed-in</c>, which is what it then asks for.
/// </summary>
internal static class RoutesCommand
{
    public static Task<int> Print(WebApplication app)
    {
        var endpoints = ((IEndpointRouteBuilder)app).DataSources.SelectMany(source => source.Endpoints).OfType<RouteEndpoint>()
            .Where(endpoint => endpoint.Metadata.GetMetadata<StaticAssetDescriptor>() is null);
        foreach (var line in endpoints.Select(Line).Distinct().Order(StringComparer.Ordinal))
            Console.WriteLine(line);
        return Task.FromResult(0);
    }

    private static string Line(RouteEndpoint endpoint)
    {
        var methods = endpoint.Metadata.GetMetadata<ComponentTypeMetadata>() is not null ? "PAGE"
            : string.Join(',', endpoint.Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods.Order(StringComparer.Ordinal).ToArray() ?? ["ANY"]);
        return $"{methods} /{endpoint.RoutePattern.RawText?.TrimStart('/')} {Access(endpoint)}";
    }

    private static string Access(Endpoint endpoint) =>
        endpoint.Metadata.GetMetadata<IAllowAnonymous>() is not null ? "public"
        : endpoint.Metadata.GetMetadata<EitherSignedInAttribute>() is not null ? "either"
        : endpoint.Metadata.GetMetadata<SubscribersOnlyAttribute>() is not null ? Schemes.SubscriberPolicy
        : endpoint.Metadata.GetMetadata<PermissionAttribute>()?.Permission ?? Core.People.Permissions.SignedIn;
}
