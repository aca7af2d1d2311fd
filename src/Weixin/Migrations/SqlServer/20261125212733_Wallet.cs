using System;
using Microsoft.EntityFrameworkCore.Migrations;
using WeixinWeChat.Core.Storage;

#nullable disable

namespace WeixinWeChat.Weixin.Migrations.SqlServer
{
    /// <inheritdoc />
    public partial class Wallet : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "LedgerAccounts",
                columns: table => new
                {
                    Id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("SqlServer:Identity", "1, 1"),
                    Kind = table.Column<string>(type: "nvarchar(32)", maxLength: 32, nullable: false),
                    Owner = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_LedgerAccounts", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "LedgerEntries",
                columns: table => new
                {
                    Id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("SqlServer:Identity", "1, 1"),
                    Key = table.Column<string>(type: "nvarchar(64)", maxLength: 64, nullable: false),
                    Kind = table.Column<string>(type: "nvarchar(32)", maxLength: 32, nullable: false),
                    Subject = table.Column<string>(type: "nvarchar(64)", maxLength: 64, nullable: false),
                    At = table.Column<DateTime>(type: "datetime2", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_LedgerEntries", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "SimulatedBankOrders",
                columns: table => new
                {
                    Number = table.Column<string>(type: "varchar(22)", unicode: false, maxLength: 22, nullable: false),
                    Done = table.Column<bool>(type: "bit", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_SimulatedBankOrders", x => x.Number);
                });

            migrationBuilder.CreateTable(
                name: "Wallets",
                columns: table => new
                {
                    SubscriberId = table.Column<long>(type: "bigint", nullable: false),
                    Name = table.Column<string>(type: "nvarchar(1000)", maxLength: 1000, nullable: false),
                    IdNumber = table.Column<string>(type: "nvarchar(1000)", maxLength: 1000, nullable: false),
                    IdKey = table.Column<string>(type: "varchar(64)", unicode: false, maxLength: 64, nullable: false),
                    PasswordHash = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false),
                    WrongTries = table.Column<int>(type: "int", nullable: false),
                    TriedAt = table.Column<DateTime>(type: "datetime2", nullable: false),
                    OpenedAt = table.Column<DateTime>(type: "datetime2", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Wallets", x => x.SubscriberId);
                    table.ForeignKey(
                        name: "FK_Wallets_Subscribers_SubscriberId",
                        column: x => x.SubscriberId,
                        principalTable: "Subscribers",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "LedgerLines",
                columns: table => new
                {
                    Id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("SqlServer:Identity", "1, 1"),
                    EntryId = table.Column<long>(type: "bigint", nullable: false),
                    AccountId = table.Column<long>(type: "bigint", nullable: false),
                    Amount = table.Column<long>(type: "bigint", nullable: false),
                    Position = table.Column<long>(type: "bigint", nullable: false),
                    Balance = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_LedgerLines", x => x.Id);
                    table.ForeignKey(
                        name: "FK_LedgerLines_LedgerAccounts_AccountId",
                        column: x => x.AccountId,
                        principalTable: "LedgerAccounts",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_LedgerLines_LedgerEntries_EntryId",
                        column: x => x.EntryId,
                        principalTable: "LedgerEntries",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "BankCards",
                columns: table => new
                {
                    Id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("SqlServer:Identity", "1, 1"),
                    Code = table.Column<string>(type: "varchar(22)", unicode: false, maxLength: 22, nullable: false),
                    SubscriberId = table.Column<long>(type: "bigint", nullable: false),
                    Bank = table.Column<string>(type: "varchar(16)", unicode: false, maxLength: 16, nullable: false),
                    Number = table.Column<string>(type: "nvarchar(500)", maxLength: 500, nullable: false),
                    LastFour = table.Column<string>(type: "varchar(4)", unicode: false, maxLength: 4, nullable: false),
                    BoundKey = table.Column<string>(type: "varchar(64)", unicode: false, maxLength: 64, nullable: true),
                    BoundAt = table.Column<DateTime>(type: "datetime2", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_BankCards", x => x.Id);
                    table.ForeignKey(
                        name: "FK_BankCards_Wallets_SubscriberId",
                        column: x => x.SubscriberId,
                        principalTable: "Wallets",
                        principalColumn: "SubscriberId",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "BankOrders",
                columns: table => new
                {
                    Id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("SqlServer:Identity", "1, 1"),
                    Code = table.Column<string>(type: "varchar(22)", unicode: false, maxLength: 22, nullable: false),
                    FormKey = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    SubscriberId = table.Column<long>(type: "bigint", nullable: false),
                    CardId = table.Column<long>(type: "bigint", nullable: false),
                    Direction = table.Column<string>(type: "nvarchar(32)", maxLength: 32, nullable: false),
                    Fen = table.Column<long>(type: "bigint", nullable: false),
                    State = table.Column<string>(type: "nvarchar(32)", maxLength: 32, nullable: false),
                    ReasonEn = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false),
                    ReasonZh = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false),
                    AskedAt = table.Column<DateTime>(type: "datetime2", nullable: false),
                    EndedAt = table.Column<DateTime>(type: "datetime2", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_BankOrders", x => x.Id);
                    table.ForeignKey(
                        name: "FK_BankOrders_BankCards_CardId",
                        column: x => x.CardId,
                        principalTable: "BankCards",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateIndex(
                name: "IX_BankCards_Code",
                table: "BankCards",
                column: "Code",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_BankCards_SubscriberId_BoundKey",
                table: "BankCards",
                columns: new[] { "SubscriberId", "BoundKey" },
                unique: true,
                filter: "[BoundKey] IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_BankOrders_CardId",
                table: "BankOrders",
                column: "CardId");

            migrationBuilder.CreateIndex(
                name: "IX_BankOrders_Code",
                table: "BankOrders",
                column: "Code",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_BankOrders_State_AskedAt",
                table: "BankOrders",
                columns: new[] { "State", "AskedAt" });

            migrationBuilder.CreateIndex(
                name: "IX_BankOrders_SubscriberId_AskedAt",
                table: "BankOrders",
                columns: new[] { "SubscriberId", "AskedAt" });

            migrationBuilder.CreateIndex(
                name: "IX_BankOrders_SubscriberId_FormKey",
                table: "BankOrders",
                columns: new[] { "SubscriberId", "FormKey" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_LedgerAccounts_Kind_Owner",
                table: "LedgerAccounts",
                columns: new[] { "Kind", "Owner" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_LedgerEntries_Key",
                table: "LedgerEntries",
                column: "Key",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_LedgerEntries_Subject",
                table: "LedgerEntries",
                column: "Subject");

            migrationBuilder.CreateIndex(
                name: "IX_LedgerLines_AccountId_Position",
                table: "LedgerLines",
                columns: new[] { "AccountId", "Position" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_LedgerLines_EntryId",
                table: "LedgerLines",
                column: "EntryId");

            migrationBuilder.CreateIndex(
                name: "IX_Wallets_IdKey",
                table: "Wallets",
                column: "IdKey");

            migrationBuilder.GuardGrowth("LedgerAccounts", ["Id"], ["Kind", "Owner"]);
            migrationBuilder.GuardGrowth("LedgerEntries", ["Id"], ["Key"]);
            migrationBuilder.GuardGrowth("LedgerLines", ["Id"], ["AccountId", "Position"]);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "BankOrders");

            migrationBuilder.DropTable(
                name: "LedgerLines");

            migrationBuilder.DropTable(
                name: "SimulatedBankOrders");

            migrationBuilder.DropTable(
                name: "BankCards");

            migrationBuilder.DropTable(
                name: "LedgerAccounts");

            migrationBuilder.DropTable(
                name: "LedgerEntries");

            migrationBuilder.DropTable(
                name: "Wallets");
        }
    }
}
