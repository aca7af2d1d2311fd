using Microsoft.Extensions.DependencyInjection;

namespace WeixinWeChat.Weixin.Payments;

/// <summary>Registers payments: what subscribers pay to official accounts.</summary>
internal static class PaymentSetup
{
    public static void AddPayments(this IServiceCollection services)
    {
        services.AddSingleton<CodeLimits>();
        services.AddSingleton<PaymentOperations>();
    }
}
