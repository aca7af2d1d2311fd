using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace WeixinWeChat.Weixin.Migrations.SqlServer
{
    /// <inheritdoc />
    public partial class CardsAndOffers : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "Cards",
                columns: table => new
                {
                    Id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("SqlServer:Identity", "1, 1"),
                    Code = table.Column<string>(type: "varchar(28)", unicode: false, maxLength: 28, nullable: false),
                    AccountId = table.Column<long>(type: "bigint", nullable: false),
                    State = table.Column<string>(type: "nvarchar(32)", maxLength: 32, nullable: false),
                    CreatedAt = table.Column<DateTime>(type: "datetime2", nullable: false),
                    ChangedAt = table.Column<DateTime>(type: "datetime2", nullable: false),
                    SubmittedAt = table.Column<DateTime>(type: "datetime2", nullable: true),
                    ReviewerId = table.Column<string>(type: "nvarchar(max)", nullable: true),
                    ReviewedAt = table.Column<DateTime>(type: "datetime2", nullable: true),
                    ReasonEn = table.Column<string>(type: "nvarchar(300)", maxLength: 300, nullable: false),
                    ReasonZh = table.Column<string>(type: "nvarchar(300)", maxLength: 300, nullable: false),
                    DispatchedAt = table.Column<DateTime>(type: "datetime2", nullable: true),
                    Version = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    Terms_BeginAfterDays = table.Column<int>(type: "int", nullable: false),
                    Terms_BeginsAt = table.Column<DateTime>(type: "datetime2", nullable: true),
                    Terms_BrandName = table.Column<string>(type: "nvarchar(24)", maxLength: 24, nullable: false),
                    Terms_CanGiveFriend = table.Column<bool>(type: "bit", nullable: false),
                    Terms_CanShare = table.Column<bool>(type: "bit", nullable: false),
                    Terms_CodeType = table.Column<string>(type: "nvarchar(32)", maxLength: 32, nullable: false),
                    Terms_Color = table.Column<string>(type: "nvarchar(32)", maxLength: 32, nullable: false),
                    Terms_Days = table.Column<int>(type: "int", maxLength: 32, nullable: false),
                    Terms_Description = table.Column<string>(type: "nvarchar(1024)", maxLength: 1024, nullable: false),
                    Terms_Detail = table.Column<string>(type: "nvarchar(300)", maxLength: 300, nullable: false),
                    Terms_Discount = table.Column<int>(type: "int", nullable: false),
                    Terms_EndsAt = table.Column<DateTime>(type: "datetime2", nullable: true),
                    Terms_FromMinute = table.Column<int>(type: "int", nullable: true),
                    Terms_GetLimit = table.Column<int>(type: "int", nullable: false),
                    Terms_Kind = table.Column<string>(type: "nvarchar(32)", maxLength: 32, nullable: false),
                    Terms_LeastCost = table.Column<long>(type: "bigint", nullable: false),
                    Terms_Notice = table.Column<string>(type: "nvarchar(32)", maxLength: 32, nullable: false),
                    Terms_Quantity = table.Column<int>(type: "int", nullable: false),
                    Terms_ReduceCost = table.Column<long>(type: "bigint", nullable: false),
                    Terms_SubTitle = table.Column<string>(type: "nvarchar(36)", maxLength: 36, nullable: false),
                    Terms_TakeFrom = table.Column<DateTime>(type: "datetime2", nullable: true),
                    Terms_TermDays = table.Column<int>(type: "int", nullable: false),
                    Terms_Title = table.Column<string>(type: "nvarchar(18)", maxLength: 18, nullable: false),
                    Terms_UntilMinute = table.Column<int>(type: "int", nullable: true),
                    Terms_UseAllStores = table.Column<bool>(type: "bit", nullable: false),
                    Terms_UseLimit = table.Column<int>(type: "int", nullable: true),
                    Terms_Validity = table.Column<string>(type: "nvarchar(32)", maxLength: 32, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Cards", x => x.Id);
                    table.ForeignKey(
                        name: "FK_Cards_OfficialAccounts_AccountId",
                        column: x => x.AccountId,
                        principalTable: "OfficialAccounts",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "StaffInvitations",
                columns: table => new
                {
                    Id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("SqlServer:Identity", "1, 1"),
                    Code = table.Column<string>(type: "varchar(22)", unicode: false, maxLength: 22, nullable: false),
                    AccountId = table.Column<long>(type: "bigint", nullable: false),
                    Email = table.Column<string>(type: "nvarchar(1000)", maxLength: 1000, nullable: false),
                    EmailKey = table.Column<string>(type: "varchar(64)", unicode: false, maxLength: 64, nullable: false),
                    SecretKey = table.Column<string>(type: "varchar(64)", unicode: false, maxLength: 64, nullable: false),
                    SentAt = table.Column<DateTime>(type: "datetime2", nullable: false),
                    ExpiresAt = table.Column<DateTime>(type: "datetime2", nullable: false),
                    EndedAt = table.Column<DateTime>(type: "datetime2", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_StaffInvitations", x => x.Id);
                    table.ForeignKey(
                        name: "FK_StaffInvitations_OfficialAccounts_AccountId",
                        column: x => x.AccountId,
                        principalTable: "OfficialAccounts",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "Stores",
                columns: table => new
                {
                    Id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("SqlServer:Identity", "1, 1"),
                    Code = table.Column<string>(type: "varchar(22)", unicode: false, maxLength: 22, nullable: false),
                    AccountId = table.Column<long>(type: "bigint", nullable: false),
                    Name = table.Column<string>(type: "nvarchar(30)", maxLength: 30, nullable: false),
                    Address = table.Column<string>(type: "nvarchar(100)", maxLength: 100, nullable: false),
                    Phone = table.Column<string>(type: "nvarchar(20)", maxLength: 20, nullable: false),
                    ClosedAt = table.Column<DateTime>(type: "datetime2", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Stores", x => x.Id);
                    table.ForeignKey(
                        name: "FK_Stores_OfficialAccounts_AccountId",
                        column: x => x.AccountId,
                        principalTable: "OfficialAccounts",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "CardDays",
                columns: table => new
                {
                    CardId = table.Column<long>(type: "bigint", nullable: false),
                    Day = table.Column<DateTime>(type: "datetime2", nullable: false),
                    Seen = table.Column<int>(type: "int", nullable: false),
                    Taken = table.Column<int>(type: "int", nullable: false),
                    Used = table.Column<int>(type: "int", nullable: false),
                    Given = table.Column<int>(type: "int", nullable: false),
                    Expired = table.Column<int>(type: "int", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_CardDays", x => new { x.CardId, x.Day });
                    table.ForeignKey(
                        name: "FK_CardDays_Cards_CardId",
                        column: x => x.CardId,
                        principalTable: "Cards",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "CardHandouts",
                columns: table => new
                {
                    Id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("SqlServer:Identity", "1, 1"),
                    CardId = table.Column<long>(type: "bigint", nullable: false),
                    FormKey = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    StartedAt = table.Column<DateTime>(type: "datetime2", nullable: false),
                    Checkpoint = table.Column<long>(type: "bigint", nullable: false),
                    Given = table.Column<int>(type: "int", nullable: false),
                    FinishedAt = table.Column<DateTime>(type: "datetime2", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_CardHandouts", x => x.Id);
                    table.ForeignKey(
                        name: "FK_CardHandouts_Cards_CardId",
                        column: x => x.CardId,
                        principalTable: "Cards",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "CardStocks",
                columns: table => new
                {
                    CardId = table.Column<long>(type: "bigint", nullable: false),
                    Quantity = table.Column<int>(type: "int", nullable: false),
                    Taken = table.Column<int>(type: "int", nullable: false),
                    Open = table.Column<bool>(type: "bit", nullable: false),
                    Initial = table.Column<int>(type: "int", nullable: false),
                    RemindedAt = table.Column<DateTime>(type: "datetime2", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_CardStocks", x => x.CardId);
                    table.CheckConstraint("CK_CardStocks_Taken", "\"Taken\" >= 0 AND \"Taken\" <= \"Quantity\"");
                    table.ForeignKey(
                        name: "FK_CardStocks_Cards_CardId",
                        column: x => x.CardId,
                        principalTable: "Cards",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "CardCodes",
                columns: table => new
                {
                    Id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("SqlServer:Identity", "1, 1"),
                    CardId = table.Column<long>(type: "bigint", nullable: false),
                    Code = table.Column<string>(type: "varchar(20)", unicode: false, maxLength: 20, nullable: false),
                    TakerId = table.Column<long>(type: "bigint", nullable: false),
                    Number = table.Column<int>(type: "int", nullable: false),
                    FormKey = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    OwnerId = table.Column<long>(type: "bigint", nullable: false),
                    State = table.Column<string>(type: "nvarchar(32)", maxLength: 32, nullable: false),
                    Source = table.Column<string>(type: "nvarchar(32)", maxLength: 32, nullable: false),
                    Scene = table.Column<string>(type: "nvarchar(64)", maxLength: 64, nullable: true),
                    TakenAt = table.Column<DateTime>(type: "datetime2", nullable: false),
                    ValidFrom = table.Column<DateTime>(type: "datetime2", nullable: false),
                    ValidUntil = table.Column<DateTime>(type: "datetime2", nullable: true),
                    GivenById = table.Column<long>(type: "bigint", nullable: true),
                    ConsumedAt = table.Column<DateTime>(type: "datetime2", nullable: true),
                    ConsumedById = table.Column<string>(type: "nvarchar(450)", maxLength: 450, nullable: true),
                    StoreId = table.Column<long>(type: "bigint", nullable: true),
                    Reason = table.Column<string>(type: "nvarchar(60)", maxLength: 60, nullable: true),
                    RemindedAt = table.Column<DateTime>(type: "datetime2", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_CardCodes", x => x.Id);
                    table.ForeignKey(
                        name: "FK_CardCodes_Cards_CardId",
                        column: x => x.CardId,
                        principalTable: "Cards",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_CardCodes_Stores_StoreId",
                        column: x => x.StoreId,
                        principalTable: "Stores",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_CardCodes_Subscribers_OwnerId",
                        column: x => x.OwnerId,
                        principalTable: "Subscribers",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_CardCodes_Subscribers_TakerId",
                        column: x => x.TakerId,
                        principalTable: "Subscribers",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "CardStores",
                columns: table => new
                {
                    CardId = table.Column<long>(type: "bigint", nullable: false),
                    StoreId = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_CardStores", x => new { x.CardId, x.StoreId });
                    table.ForeignKey(
                        name: "FK_CardStores_Cards_CardId",
                        column: x => x.CardId,
                        principalTable: "Cards",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "FK_CardStores_Stores_StoreId",
                        column: x => x.StoreId,
                        principalTable: "Stores",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "CardGifts",
                columns: table => new
                {
                    Id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("SqlServer:Identity", "1, 1"),
                    Code = table.Column<string>(type: "varchar(22)", unicode: false, maxLength: 22, nullable: false),
                    CodeId = table.Column<long>(type: "bigint", nullable: false),
                    FromId = table.Column<long>(type: "bigint", nullable: false),
                    State = table.Column<string>(type: "nvarchar(32)", maxLength: 32, nullable: false),
                    GivenAt = table.Column<DateTime>(type: "datetime2", nullable: false),
                    ExpiresAt = table.Column<DateTime>(type: "datetime2", nullable: false),
                    ToId = table.Column<long>(type: "bigint", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_CardGifts", x => x.Id);
                    table.ForeignKey(
                        name: "FK_CardGifts_CardCodes_CodeId",
                        column: x => x.CodeId,
                        principalTable: "CardCodes",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_CardGifts_Subscribers_FromId",
                        column: x => x.FromId,
                        principalTable: "Subscribers",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateIndex(
                name: "IX_CardCodes_CardId_TakerId_Number",
                table: "CardCodes",
                columns: new[] { "CardId", "TakerId", "Number" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_CardCodes_Code",
                table: "CardCodes",
                column: "Code",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_CardCodes_ConsumedById_ConsumedAt",
                table: "CardCodes",
                columns: new[] { "ConsumedById", "ConsumedAt" });

            migrationBuilder.CreateIndex(
                name: "IX_CardCodes_OwnerId_State_Id",
                table: "CardCodes",
                columns: new[] { "OwnerId", "State", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_CardCodes_State_ValidUntil",
                table: "CardCodes",
                columns: new[] { "State", "ValidUntil" });

            migrationBuilder.CreateIndex(
                name: "IX_CardCodes_StoreId",
                table: "CardCodes",
                column: "StoreId");

            migrationBuilder.CreateIndex(
                name: "IX_CardCodes_TakerId_FormKey",
                table: "CardCodes",
                columns: new[] { "TakerId", "FormKey" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_CardGifts_Code",
                table: "CardGifts",
                column: "Code",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_CardGifts_CodeId",
                table: "CardGifts",
                column: "CodeId",
                unique: true,
                filter: "\"State\" = 'Waiting'");

            migrationBuilder.CreateIndex(
                name: "IX_CardGifts_FromId_GivenAt",
                table: "CardGifts",
                columns: new[] { "FromId", "GivenAt" });

            migrationBuilder.CreateIndex(
                name: "IX_CardGifts_State_ExpiresAt",
                table: "CardGifts",
                columns: new[] { "State", "ExpiresAt" });

            migrationBuilder.CreateIndex(
                name: "IX_CardHandouts_CardId_FormKey",
                table: "CardHandouts",
                columns: new[] { "CardId", "FormKey" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_CardHandouts_FinishedAt",
                table: "CardHandouts",
                column: "FinishedAt");

            migrationBuilder.CreateIndex(
                name: "IX_Cards_AccountId_Id",
                table: "Cards",
                columns: new[] { "AccountId", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_Cards_Code",
                table: "Cards",
                column: "Code",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Cards_State_SubmittedAt_Id",
                table: "Cards",
                columns: new[] { "State", "SubmittedAt", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_CardStores_StoreId",
                table: "CardStores",
                column: "StoreId");

            migrationBuilder.CreateIndex(
                name: "IX_StaffInvitations_AccountId_EmailKey",
                table: "StaffInvitations",
                columns: new[] { "AccountId", "EmailKey" },
                unique: true,
                filter: "\"EndedAt\" IS NULL");

            migrationBuilder.CreateIndex(
                name: "IX_StaffInvitations_Code",
                table: "StaffInvitations",
                column: "Code",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_StaffInvitations_SecretKey",
                table: "StaffInvitations",
                column: "SecretKey",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Stores_AccountId_ClosedAt_Id",
                table: "Stores",
                columns: new[] { "AccountId", "ClosedAt", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_Stores_Code",
                table: "Stores",
                column: "Code",
                unique: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "CardDays");

            migrationBuilder.DropTable(
                name: "CardGifts");

            migrationBuilder.DropTable(
                name: "CardHandouts");

            migrationBuilder.DropTable(
                name: "CardStocks");

            migrationBuilder.DropTable(
                name: "CardStores");

            migrationBuilder.DropTable(
                name: "StaffInvitations");

            migrationBuilder.DropTable(
                name: "CardCodes");

            migrationBuilder.DropTable(
                name: "Cards");

            migrationBuilder.DropTable(
                name: "Stores");
        }
    }
}
