using WeixinWeChat.Portal.Hosting;
using WeixinWeChat.WeChat;

return await PortalCommands.Run(args, new WeChatPortal());
