using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace TenantConsole.Core.Persistence.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class RoutingLearning : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<long>(
                name: "shadow_pico_usd",
                table: "usage_monthly",
                type: "bigint",
                nullable: false,
                defaultValue: 0L);

            migrationBuilder.AddColumn<long>(
                name: "shadow_pico_usd",
                table: "usage_hourly",
                type: "bigint",
                nullable: false,
                defaultValue: 0L);

            migrationBuilder.AddColumn<long>(
                name: "shadow_pico_usd",
                table: "usage_daily_totals",
                type: "bigint",
                nullable: false,
                defaultValue: 0L);

            migrationBuilder.AddColumn<long>(
                name: "shadow_pico_usd",
                table: "usage_daily_subjects",
                type: "bigint",
                nullable: false,
                defaultValue: 0L);

            migrationBuilder.AddColumn<long>(
                name: "shadow_pico_usd",
                table: "usage_daily",
                type: "bigint",
                nullable: false,
                defaultValue: 0L);

            migrationBuilder.AddColumn<long>(
                name: "shadow_pico_usd",
                table: "platform_usage_daily",
                type: "bigint",
                nullable: false,
                defaultValue: 0L);

            migrationBuilder.AddColumn<int>(
                name: "rerun_of_turn",
                table: "conversation_messages",
                type: "integer",
                nullable: true);

            migrationBuilder.AddColumn<bool>(
                name: "gives_log_probabilities",
                table: "catalog_models",
                type: "boolean",
                nullable: false,
                defaultValue: true);

            migrationBuilder.CreateTable(
                name: "comparisons",
                columns: table => new
                {
                    organization_id = table.Column<Guid>(type: "uuid", nullable: false),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    created_by = table.Column<Guid>(type: "uuid", nullable: true),
                    title = table.Column<string>(type: "character varying(120)", maxLength: 120, nullable: false),
                    question = table.Column<string>(type: "text", nullable: true),
                    expires_utc = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    job_role = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: true),
                    is_shared = table.Column<bool>(type: "boolean", nullable: false),
                    created_utc = table.Column<DateTime>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_comparisons", x => new { x.organization_id, x.id });
                    table.ForeignKey(
                        name: "fk_comparisons_organizations_organization_id",
                        column: x => x.organization_id,
                        principalTable: "organizations",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "routing_calibrations",
                columns: table => new
                {
                    organization_id = table.Column<Guid>(type: "uuid", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false),
                    calibration = table.Column<byte[]>(type: "bytea", nullable: false),
                    outcomes = table.Column<int>(type: "integer", nullable: false),
                    trust = table.Column<double>(type: "double precision", nullable: false),
                    model_version = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    made_utc = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    cause = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    learned = table.Column<int>(type: "integer", nullable: false),
                    passed_over = table.Column<string>(type: "character varying(1000)", maxLength: 1000, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_routing_calibrations", x => new { x.organization_id, x.version });
                    table.ForeignKey(
                        name: "fk_routing_calibrations_organizations_organization_id",
                        column: x => x.organization_id,
                        principalTable: "organizations",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "routing_learning",
                columns: table => new
                {
                    organization_id = table.Column<Guid>(type: "uuid", nullable: false),
                    in_force_version = table.Column<int>(type: "integer", nullable: false),
                    last_version = table.Column<int>(type: "integer", nullable: false),
                    model_version = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    relearn_wanted = table.Column<bool>(type: "boolean", nullable: false),
                    learned_utc = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    revision = table.Column<long>(type: "bigint", nullable: false),
                    settings_from_thumbs = table.Column<bool>(type: "boolean", nullable: false),
                    settings_is_on = table.Column<bool>(type: "boolean", nullable: false),
                    settings_judge_model_id = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    settings_shadow_budget_pico_usd = table.Column<long>(type: "bigint", nullable: false),
                    settings_shadow_share = table.Column<double>(type: "double precision", nullable: false),
                    settings_verdict_share = table.Column<double>(type: "double precision", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_routing_learning", x => x.organization_id);
                    table.ForeignKey(
                        name: "fk_routing_learning_organizations_organization_id",
                        column: x => x.organization_id,
                        principalTable: "organizations",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "routing_outcomes",
                columns: table => new
                {
                    organization_id = table.Column<Guid>(type: "uuid", nullable: false),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    usage_record_id = table.Column<Guid>(type: "uuid", nullable: false),
                    source = table.Column<short>(type: "smallint", maxLength: 40, nullable: false),
                    user_id = table.Column<Guid>(type: "uuid", nullable: true),
                    small_score = table.Column<double>(type: "double precision", nullable: false),
                    large_score = table.Column<double>(type: "double precision", nullable: true),
                    learned_version = table.Column<int>(type: "integer", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_routing_outcomes", x => new { x.organization_id, x.id });
                    table.ForeignKey(
                        name: "fk_routing_outcomes_usage_records_organization_id_usage_record~",
                        columns: x => new { x.organization_id, x.usage_record_id },
                        principalTable: "usage_records",
                        principalColumns: new[] { "organization_id", "id" },
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "saved_prompts",
                columns: table => new
                {
                    organization_id = table.Column<Guid>(type: "uuid", nullable: false),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    owner_id = table.Column<Guid>(type: "uuid", nullable: false),
                    title = table.Column<string>(type: "character varying(120)", maxLength: 120, nullable: false),
                    search_title = table.Column<string>(type: "character varying(480)", maxLength: 480, nullable: false),
                    text = table.Column<string>(type: "character varying(20000)", maxLength: 20000, nullable: false),
                    is_shared = table.Column<bool>(type: "boolean", nullable: false),
                    changed_utc = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_saved_prompts", x => new { x.organization_id, x.id });
                    table.ForeignKey(
                        name: "fk_saved_prompts_organizations_organization_id",
                        column: x => x.organization_id,
                        principalTable: "organizations",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "shadow_comparisons",
                columns: table => new
                {
                    organization_id = table.Column<Guid>(type: "uuid", nullable: false),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    usage_record_id = table.Column<Guid>(type: "uuid", nullable: false),
                    state = table.Column<short>(type: "smallint", maxLength: 40, nullable: false),
                    due_utc = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    messages = table.Column<string>(type: "text", nullable: true),
                    other_model_id = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: true),
                    judge_model_id = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: true),
                    cost_record_id = table.Column<Guid>(type: "uuid", nullable: true),
                    cost_pico_usd = table.Column<long>(type: "bigint", nullable: false),
                    small_score = table.Column<double>(type: "double precision", nullable: true),
                    large_score = table.Column<double>(type: "double precision", nullable: true),
                    note = table.Column<string>(type: "character varying(300)", maxLength: 300, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_shadow_comparisons", x => new { x.organization_id, x.id });
                    table.ForeignKey(
                        name: "fk_shadow_comparisons_usage_records_organization_id_usage_reco~",
                        columns: x => new { x.organization_id, x.usage_record_id },
                        principalTable: "usage_records",
                        principalColumns: new[] { "organization_id", "id" },
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "comparison_answers",
                columns: table => new
                {
                    organization_id = table.Column<Guid>(type: "uuid", nullable: false),
                    comparison_id = table.Column<Guid>(type: "uuid", nullable: false),
                    ordinal = table.Column<short>(type: "smallint", nullable: false),
                    column = table.Column<string>(type: "character varying(120)", maxLength: 120, nullable: false),
                    request_id = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    state = table.Column<short>(type: "smallint", maxLength: 40, nullable: false),
                    text = table.Column<string>(type: "text", nullable: true),
                    answered_utc = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    usage_record_id = table.Column<Guid>(type: "uuid", nullable: true),
                    notice = table.Column<string>(type: "character varying(1000)", maxLength: 1000, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_comparison_answers", x => new { x.organization_id, x.comparison_id, x.ordinal });
                    table.ForeignKey(
                        name: "fk_comparison_answers_comparisons_organization_id_comparison_id",
                        columns: x => new { x.organization_id, x.comparison_id },
                        principalTable: "comparisons",
                        principalColumns: new[] { "organization_id", "id" },
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_comparison_answers_usage_records_organization_id_usage_reco~",
                        columns: x => new { x.organization_id, x.usage_record_id },
                        principalTable: "usage_records",
                        principalColumns: new[] { "organization_id", "id" },
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateIndex(
                name: "ix_comparison_answers_organization_id_usage_record_id",
                table: "comparison_answers",
                columns: new[] { "organization_id", "usage_record_id" });

            migrationBuilder.CreateIndex(
                name: "ix_comparisons_expires_utc",
                table: "comparisons",
                column: "expires_utc");

            migrationBuilder.CreateIndex(
                name: "ix_comparisons_organization_id_created_utc_id",
                table: "comparisons",
                columns: new[] { "organization_id", "created_utc", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_routing_outcomes_organization_id_learned_version",
                table: "routing_outcomes",
                columns: new[] { "organization_id", "learned_version" },
                filter: "learned_version IS NULL");

            migrationBuilder.CreateIndex(
                name: "ix_routing_outcomes_organization_id_usage_record_id",
                table: "routing_outcomes",
                columns: new[] { "organization_id", "usage_record_id" });

            migrationBuilder.CreateIndex(
                name: "ix_saved_prompts_organization_id_owner_id",
                table: "saved_prompts",
                columns: new[] { "organization_id", "owner_id" });

            migrationBuilder.CreateIndex(
                name: "ix_saved_prompts_organization_id_search_title_id",
                table: "saved_prompts",
                columns: new[] { "organization_id", "search_title", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_shadow_comparisons_organization_id_due_utc",
                table: "shadow_comparisons",
                columns: new[] { "organization_id", "due_utc" },
                filter: "state < 3");

            migrationBuilder.CreateIndex(
                name: "ix_shadow_comparisons_organization_id_usage_record_id",
                table: "shadow_comparisons",
                columns: new[] { "organization_id", "usage_record_id" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "comparison_answers");

            migrationBuilder.DropTable(
                name: "routing_calibrations");

            migrationBuilder.DropTable(
                name: "routing_learning");

            migrationBuilder.DropTable(
                name: "routing_outcomes");

            migrationBuilder.DropTable(
                name: "saved_prompts");

            migrationBuilder.DropTable(
                name: "shadow_comparisons");

            migrationBuilder.DropTable(
                name: "comparisons");

            migrationBuilder.DropColumn(
                name: "shadow_pico_usd",
                table: "usage_monthly");

            migrationBuilder.DropColumn(
                name: "shadow_pico_usd",
                table: "usage_hourly");

            migrationBuilder.DropColumn(
                name: "shadow_pico_usd",
                table: "usage_daily_totals");

            migrationBuilder.DropColumn(
                name: "shadow_pico_usd",
                table: "usage_daily_subjects");

            migrationBuilder.DropColumn(
                name: "shadow_pico_usd",
                table: "usage_daily");

            migrationBuilder.DropColumn(
                name: "shadow_pico_usd",
                table: "platform_usage_daily");

            migrationBuilder.DropColumn(
                name: "rerun_of_turn",
                table: "conversation_messages");

            migrationBuilder.DropColumn(
                name: "gives_log_probabilities",
                table: "catalog_models");
        }
    }
}
