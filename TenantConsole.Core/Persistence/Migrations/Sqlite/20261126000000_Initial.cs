using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace TenantConsole.Core.Persistence.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class Initial : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "catalog_models",
                columns: table => new
                {
                    id = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    provider = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    @class = table.Column<string>(name: "class", type: "TEXT", maxLength: 40, nullable: false),
                    context_window_tokens = table.Column<int>(type: "INTEGER", nullable: false),
                    max_output_tokens = table.Column<int>(type: "INTEGER", nullable: true),
                    shutdown_utc = table.Column<DateTime>(type: "TEXT", nullable: true),
                    successor_id = table.Column<string>(type: "TEXT", maxLength: 100, nullable: true),
                    version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_catalog_models", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "catalog_stamp",
                columns: table => new
                {
                    id = table.Column<int>(type: "INTEGER", nullable: false),
                    version = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_catalog_stamp", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "organizations",
                columns: table => new
                {
                    id = table.Column<string>(type: "TEXT", maxLength: 36, nullable: false),
                    slug = table.Column<string>(type: "TEXT", maxLength: 63, nullable: false),
                    name = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    search_name = table.Column<string>(type: "TEXT", maxLength: 800, nullable: false),
                    status = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    purge_utc = table.Column<DateTime>(type: "TEXT", nullable: true),
                    status_before_deletion = table.Column<string>(type: "TEXT", maxLength: 40, nullable: true),
                    industry = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    size = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    tier = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    time_zone = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    admin_contact_name = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    admin_contact_email = table.Column<string>(type: "TEXT", maxLength: 254, nullable: false),
                    created_utc = table.Column<DateTime>(type: "TEXT", nullable: false),
                    compliance_requirements = table.Column<string>(type: "TEXT", nullable: false),
                    data_region = table.Column<string>(type: "TEXT", maxLength: 64, nullable: true),
                    metadata = table.Column<string>(type: "TEXT", nullable: false),
                    is_demo = table.Column<bool>(type: "INTEGER", nullable: false),
                    version = table.Column<int>(type: "INTEGER", nullable: false),
                    branding_company_url = table.Column<string>(type: "TEXT", maxLength: 2000, nullable: true),
                    branding_logo_hash = table.Column<string>(type: "TEXT", maxLength: 16, nullable: true),
                    branding_primary_color = table.Column<string>(type: "TEXT", maxLength: 7, nullable: true),
                    features_advanced_analytics = table.Column<bool>(type: "INTEGER", nullable: false),
                    features_api_access = table.Column<bool>(type: "INTEGER", nullable: false),
                    features_audit_log = table.Column<bool>(type: "INTEGER", nullable: false),
                    features_custom_models = table.Column<bool>(type: "INTEGER", nullable: false),
                    features_data_retention_days = table.Column<int>(type: "INTEGER", nullable: false),
                    features_sso = table.Column<bool>(type: "INTEGER", nullable: false),
                    preferences_budget_mode = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    preferences_cascade_threshold = table.Column<double>(type: "REAL", nullable: false),
                    preferences_monthly_budget_pico_usd = table.Column<long>(type: "INTEGER", nullable: true),
                    preferences_prefer_cost = table.Column<bool>(type: "INTEGER", nullable: false),
                    preferences_prefer_quality = table.Column<bool>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_organizations", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "platform_audit_entries",
                columns: table => new
                {
                    seq = table.Column<long>(type: "INTEGER", nullable: false),
                    previous_hash = table.Column<byte[]>(type: "BLOB", nullable: false),
                    hash = table.Column<byte[]>(type: "BLOB", nullable: false),
                    occurred_utc = table.Column<DateTime>(type: "TEXT", nullable: false),
                    action = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    payload = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_platform_audit_entries", x => x.seq);
                });

            migrationBuilder.CreateTable(
                name: "platform_settings",
                columns: table => new
                {
                    name = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    value = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_platform_settings", x => x.name);
                });

            migrationBuilder.CreateTable(
                name: "platform_usage_daily",
                columns: table => new
                {
                    day = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    model_id = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    shard = table.Column<short>(type: "INTEGER", nullable: false),
                    queries = table.Column<long>(type: "INTEGER", nullable: false),
                    slm_queries = table.Column<long>(type: "INTEGER", nullable: false),
                    llm_queries = table.Column<long>(type: "INTEGER", nullable: false),
                    cascaded_queries = table.Column<long>(type: "INTEGER", nullable: false),
                    failed_queries = table.Column<long>(type: "INTEGER", nullable: false),
                    input_tokens = table.Column<long>(type: "INTEGER", nullable: false),
                    cached_input_tokens = table.Column<long>(type: "INTEGER", nullable: false),
                    output_tokens = table.Column<long>(type: "INTEGER", nullable: false),
                    reasoning_tokens = table.Column<long>(type: "INTEGER", nullable: false),
                    cost_pico_usd = table.Column<long>(type: "INTEGER", nullable: false),
                    baseline_pico_usd = table.Column<long>(type: "INTEGER", nullable: false),
                    response_ms = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_platform_usage_daily", x => new { x.day, x.model_id, x.shard });
                });

            migrationBuilder.CreateTable(
                name: "purge_grants",
                columns: table => new
                {
                    purged_organization_id = table.Column<string>(type: "TEXT", maxLength: 36, nullable: false),
                    granted_utc = table.Column<DateTime>(type: "TEXT", nullable: false),
                    counted = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_purge_grants", x => x.purged_organization_id);
                });

            migrationBuilder.CreateTable(
                name: "session_keys",
                columns: table => new
                {
                    name = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    xml = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_session_keys", x => x.name);
                });

            migrationBuilder.CreateTable(
                name: "users",
                columns: table => new
                {
                    id = table.Column<string>(type: "TEXT", maxLength: 36, nullable: false),
                    is_platform_admin = table.Column<bool>(type: "INTEGER", nullable: false),
                    display_name = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    search_name = table.Column<string>(type: "TEXT", maxLength: 800, nullable: false),
                    created_utc = table.Column<DateTime>(type: "TEXT", nullable: false),
                    user_name = table.Column<string>(type: "TEXT", maxLength: 254, nullable: true),
                    normalized_user_name = table.Column<string>(type: "TEXT", maxLength: 254, nullable: true),
                    email = table.Column<string>(type: "TEXT", maxLength: 254, nullable: true),
                    normalized_email = table.Column<string>(type: "TEXT", maxLength: 254, nullable: true),
                    email_confirmed = table.Column<bool>(type: "INTEGER", nullable: false),
                    password_hash = table.Column<string>(type: "TEXT", nullable: true),
                    security_stamp = table.Column<string>(type: "TEXT", nullable: true),
                    concurrency_stamp = table.Column<string>(type: "TEXT", nullable: true),
                    phone_number = table.Column<string>(type: "TEXT", maxLength: 64, nullable: true),
                    phone_number_confirmed = table.Column<bool>(type: "INTEGER", nullable: false),
                    two_factor_enabled = table.Column<bool>(type: "INTEGER", nullable: false),
                    lockout_end = table.Column<DateTimeOffset>(type: "TEXT", nullable: true),
                    lockout_enabled = table.Column<bool>(type: "INTEGER", nullable: false),
                    access_failed_count = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_users", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "catalog_prices",
                columns: table => new
                {
                    id = table.Column<string>(type: "TEXT", maxLength: 128, nullable: false),
                    model_id = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    from_utc = table.Column<DateTime>(type: "TEXT", nullable: false),
                    input_micro_usd_per_million = table.Column<long>(type: "INTEGER", nullable: false),
                    cached_input_micro_usd_per_million = table.Column<long>(type: "INTEGER", nullable: true),
                    output_micro_usd_per_million = table.Column<long>(type: "INTEGER", nullable: false),
                    source = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_catalog_prices", x => x.id);
                    table.ForeignKey(
                        name: "fk_catalog_prices_catalog_models_model_id",
                        column: x => x.model_id,
                        principalTable: "catalog_models",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "audit_entries",
                columns: table => new
                {
                    organization_id = table.Column<string>(type: "TEXT", maxLength: 36, nullable: false),
                    seq = table.Column<long>(type: "INTEGER", nullable: false),
                    previous_hash = table.Column<byte[]>(type: "BLOB", nullable: false),
                    hash = table.Column<byte[]>(type: "BLOB", nullable: false),
                    occurred_utc = table.Column<DateTime>(type: "TEXT", nullable: false),
                    action = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    payload = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_audit_entries", x => new { x.organization_id, x.seq });
                    table.ForeignKey(
                        name: "fk_audit_entries_organizations_organization_id",
                        column: x => x.organization_id,
                        principalTable: "organizations",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "audit_heads",
                columns: table => new
                {
                    organization_id = table.Column<string>(type: "TEXT", maxLength: 36, nullable: false),
                    seq = table.Column<long>(type: "INTEGER", nullable: false),
                    hash = table.Column<byte[]>(type: "BLOB", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_audit_heads", x => x.organization_id);
                    table.ForeignKey(
                        name: "fk_audit_heads_organizations_organization_id",
                        column: x => x.organization_id,
                        principalTable: "organizations",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "document_uploads",
                columns: table => new
                {
                    organization_id = table.Column<string>(type: "TEXT", maxLength: 36, nullable: false),
                    id = table.Column<string>(type: "TEXT", maxLength: 36, nullable: false),
                    storage_key = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    size_bytes = table.Column<long>(type: "INTEGER", nullable: false),
                    expires_utc = table.Column<DateTime>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_document_uploads", x => new { x.organization_id, x.id });
                    table.ForeignKey(
                        name: "fk_document_uploads_organizations_organization_id",
                        column: x => x.organization_id,
                        principalTable: "organizations",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "documents",
                columns: table => new
                {
                    organization_id = table.Column<string>(type: "TEXT", maxLength: 36, nullable: false),
                    id = table.Column<string>(type: "TEXT", maxLength: 36, nullable: false),
                    name = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    search_name = table.Column<string>(type: "TEXT", maxLength: 800, nullable: false),
                    kind = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    size_bytes = table.Column<long>(type: "INTEGER", nullable: false),
                    sha256 = table.Column<byte[]>(type: "BLOB", maxLength: 32, nullable: false),
                    storage_key = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    uploaded_by = table.Column<string>(type: "TEXT", maxLength: 36, nullable: true),
                    uploaded_utc = table.Column<DateTime>(type: "TEXT", nullable: false),
                    text_status = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    text_length = table.Column<int>(type: "INTEGER", nullable: false),
                    text_fault = table.Column<string>(type: "TEXT", maxLength: 400, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_documents", x => new { x.organization_id, x.id });
                    table.ForeignKey(
                        name: "fk_documents_organizations_organization_id",
                        column: x => x.organization_id,
                        principalTable: "organizations",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "invitations",
                columns: table => new
                {
                    organization_id = table.Column<string>(type: "TEXT", maxLength: 36, nullable: false),
                    id = table.Column<string>(type: "TEXT", maxLength: 36, nullable: false),
                    email = table.Column<string>(type: "TEXT", maxLength: 254, nullable: false),
                    normalized_email = table.Column<string>(type: "TEXT", maxLength: 254, nullable: false),
                    role = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    secret_hash = table.Column<byte[]>(type: "BLOB", nullable: false),
                    created_utc = table.Column<DateTime>(type: "TEXT", nullable: false),
                    expires_utc = table.Column<DateTime>(type: "TEXT", nullable: false),
                    accepted_utc = table.Column<DateTime>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_invitations", x => new { x.organization_id, x.id });
                    table.ForeignKey(
                        name: "fk_invitations_organizations_organization_id",
                        column: x => x.organization_id,
                        principalTable: "organizations",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "limit_overrides",
                columns: table => new
                {
                    organization_id = table.Column<string>(type: "TEXT", maxLength: 36, nullable: false),
                    limit_name = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    value = table.Column<long>(type: "INTEGER", nullable: true),
                    until_utc = table.Column<DateTime>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_limit_overrides", x => new { x.organization_id, x.limit_name });
                    table.ForeignKey(
                        name: "fk_limit_overrides_organizations_organization_id",
                        column: x => x.organization_id,
                        principalTable: "organizations",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "members",
                columns: table => new
                {
                    organization_id = table.Column<string>(type: "TEXT", maxLength: 36, nullable: false),
                    id = table.Column<string>(type: "TEXT", maxLength: 36, nullable: false),
                    user_id = table.Column<string>(type: "TEXT", maxLength: 36, nullable: false),
                    role = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    joined_utc = table.Column<DateTime>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_members", x => new { x.organization_id, x.id });
                    table.ForeignKey(
                        name: "fk_members_organizations_organization_id",
                        column: x => x.organization_id,
                        principalTable: "organizations",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "organization_logos",
                columns: table => new
                {
                    organization_id = table.Column<string>(type: "TEXT", maxLength: 36, nullable: false),
                    content_type = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    content = table.Column<byte[]>(type: "BLOB", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_organization_logos", x => x.organization_id);
                    table.ForeignKey(
                        name: "fk_organization_logos_organizations_organization_id",
                        column: x => x.organization_id,
                        principalTable: "organizations",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "quota_counters",
                columns: table => new
                {
                    organization_id = table.Column<string>(type: "TEXT", maxLength: 36, nullable: false),
                    limit_name = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    scope = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    period = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    used = table.Column<long>(type: "INTEGER", nullable: false),
                    pending = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_quota_counters", x => new { x.organization_id, x.limit_name, x.scope, x.period });
                    table.ForeignKey(
                        name: "fk_quota_counters_organizations_organization_id",
                        column: x => x.organization_id,
                        principalTable: "organizations",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "quota_reservations",
                columns: table => new
                {
                    organization_id = table.Column<string>(type: "TEXT", maxLength: 36, nullable: false),
                    id = table.Column<string>(type: "TEXT", maxLength: 36, nullable: false),
                    request_id = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    amounts = table.Column<string>(type: "TEXT", nullable: false),
                    expires_utc = table.Column<DateTime>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_quota_reservations", x => new { x.organization_id, x.id });
                    table.ForeignKey(
                        name: "fk_quota_reservations_organizations_organization_id",
                        column: x => x.organization_id,
                        principalTable: "organizations",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "roles",
                columns: table => new
                {
                    organization_id = table.Column<string>(type: "TEXT", maxLength: 36, nullable: false),
                    id = table.Column<string>(type: "TEXT", maxLength: 36, nullable: false),
                    key = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    name = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    description = table.Column<string>(type: "TEXT", maxLength: 500, nullable: false),
                    lean = table.Column<double>(type: "REAL", nullable: false),
                    version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_roles", x => new { x.organization_id, x.id });
                    table.ForeignKey(
                        name: "fk_roles_organizations_organization_id",
                        column: x => x.organization_id,
                        principalTable: "organizations",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "routing_policies",
                columns: table => new
                {
                    organization_id = table.Column<string>(type: "TEXT", maxLength: 36, nullable: false),
                    version = table.Column<int>(type: "INTEGER", nullable: false),
                    policy = table.Column<string>(type: "TEXT", nullable: false),
                    note = table.Column<string>(type: "TEXT", maxLength: 500, nullable: true),
                    saved_by = table.Column<string>(type: "TEXT", maxLength: 36, nullable: true),
                    saved_utc = table.Column<DateTime>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_routing_policies", x => new { x.organization_id, x.version });
                    table.ForeignKey(
                        name: "fk_routing_policies_organizations_organization_id",
                        column: x => x.organization_id,
                        principalTable: "organizations",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "ticket_words",
                columns: table => new
                {
                    organization_id = table.Column<string>(type: "TEXT", maxLength: 36, nullable: false),
                    word = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    number = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_ticket_words", x => new { x.organization_id, x.word, x.number });
                    table.ForeignKey(
                        name: "fk_ticket_words_organizations_organization_id",
                        column: x => x.organization_id,
                        principalTable: "organizations",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "usage_daily",
                columns: table => new
                {
                    organization_id = table.Column<string>(type: "TEXT", maxLength: 36, nullable: false),
                    day = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    model_id = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    queries = table.Column<long>(type: "INTEGER", nullable: false),
                    slm_queries = table.Column<long>(type: "INTEGER", nullable: false),
                    llm_queries = table.Column<long>(type: "INTEGER", nullable: false),
                    cascaded_queries = table.Column<long>(type: "INTEGER", nullable: false),
                    failed_queries = table.Column<long>(type: "INTEGER", nullable: false),
                    input_tokens = table.Column<long>(type: "INTEGER", nullable: false),
                    cached_input_tokens = table.Column<long>(type: "INTEGER", nullable: false),
                    output_tokens = table.Column<long>(type: "INTEGER", nullable: false),
                    reasoning_tokens = table.Column<long>(type: "INTEGER", nullable: false),
                    cost_pico_usd = table.Column<long>(type: "INTEGER", nullable: false),
                    baseline_pico_usd = table.Column<long>(type: "INTEGER", nullable: false),
                    response_ms = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_usage_daily", x => new { x.organization_id, x.day, x.model_id });
                    table.ForeignKey(
                        name: "fk_usage_daily_organizations_organization_id",
                        column: x => x.organization_id,
                        principalTable: "organizations",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "usage_daily_subjects",
                columns: table => new
                {
                    organization_id = table.Column<string>(type: "TEXT", maxLength: 36, nullable: false),
                    subject = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    day = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    queries = table.Column<long>(type: "INTEGER", nullable: false),
                    slm_queries = table.Column<long>(type: "INTEGER", nullable: false),
                    llm_queries = table.Column<long>(type: "INTEGER", nullable: false),
                    cascaded_queries = table.Column<long>(type: "INTEGER", nullable: false),
                    failed_queries = table.Column<long>(type: "INTEGER", nullable: false),
                    input_tokens = table.Column<long>(type: "INTEGER", nullable: false),
                    cached_input_tokens = table.Column<long>(type: "INTEGER", nullable: false),
                    output_tokens = table.Column<long>(type: "INTEGER", nullable: false),
                    reasoning_tokens = table.Column<long>(type: "INTEGER", nullable: false),
                    cost_pico_usd = table.Column<long>(type: "INTEGER", nullable: false),
                    baseline_pico_usd = table.Column<long>(type: "INTEGER", nullable: false),
                    response_ms = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_usage_daily_subjects", x => new { x.organization_id, x.subject, x.day });
                    table.ForeignKey(
                        name: "fk_usage_daily_subjects_organizations_organization_id",
                        column: x => x.organization_id,
                        principalTable: "organizations",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "usage_daily_totals",
                columns: table => new
                {
                    organization_id = table.Column<string>(type: "TEXT", maxLength: 36, nullable: false),
                    day = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    queries = table.Column<long>(type: "INTEGER", nullable: false),
                    slm_queries = table.Column<long>(type: "INTEGER", nullable: false),
                    llm_queries = table.Column<long>(type: "INTEGER", nullable: false),
                    cascaded_queries = table.Column<long>(type: "INTEGER", nullable: false),
                    failed_queries = table.Column<long>(type: "INTEGER", nullable: false),
                    input_tokens = table.Column<long>(type: "INTEGER", nullable: false),
                    cached_input_tokens = table.Column<long>(type: "INTEGER", nullable: false),
                    output_tokens = table.Column<long>(type: "INTEGER", nullable: false),
                    reasoning_tokens = table.Column<long>(type: "INTEGER", nullable: false),
                    cost_pico_usd = table.Column<long>(type: "INTEGER", nullable: false),
                    baseline_pico_usd = table.Column<long>(type: "INTEGER", nullable: false),
                    response_ms = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_usage_daily_totals", x => new { x.organization_id, x.day });
                    table.ForeignKey(
                        name: "fk_usage_daily_totals_organizations_organization_id",
                        column: x => x.organization_id,
                        principalTable: "organizations",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "usage_hourly",
                columns: table => new
                {
                    organization_id = table.Column<string>(type: "TEXT", maxLength: 36, nullable: false),
                    hour_utc = table.Column<DateTime>(type: "TEXT", nullable: false),
                    model_id = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    queries = table.Column<long>(type: "INTEGER", nullable: false),
                    slm_queries = table.Column<long>(type: "INTEGER", nullable: false),
                    llm_queries = table.Column<long>(type: "INTEGER", nullable: false),
                    cascaded_queries = table.Column<long>(type: "INTEGER", nullable: false),
                    failed_queries = table.Column<long>(type: "INTEGER", nullable: false),
                    input_tokens = table.Column<long>(type: "INTEGER", nullable: false),
                    cached_input_tokens = table.Column<long>(type: "INTEGER", nullable: false),
                    output_tokens = table.Column<long>(type: "INTEGER", nullable: false),
                    reasoning_tokens = table.Column<long>(type: "INTEGER", nullable: false),
                    cost_pico_usd = table.Column<long>(type: "INTEGER", nullable: false),
                    baseline_pico_usd = table.Column<long>(type: "INTEGER", nullable: false),
                    response_ms = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_usage_hourly", x => new { x.organization_id, x.hour_utc, x.model_id });
                    table.ForeignKey(
                        name: "fk_usage_hourly_organizations_organization_id",
                        column: x => x.organization_id,
                        principalTable: "organizations",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "usage_monthly",
                columns: table => new
                {
                    organization_id = table.Column<string>(type: "TEXT", maxLength: 36, nullable: false),
                    month = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    model_id = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    queries = table.Column<long>(type: "INTEGER", nullable: false),
                    slm_queries = table.Column<long>(type: "INTEGER", nullable: false),
                    llm_queries = table.Column<long>(type: "INTEGER", nullable: false),
                    cascaded_queries = table.Column<long>(type: "INTEGER", nullable: false),
                    failed_queries = table.Column<long>(type: "INTEGER", nullable: false),
                    input_tokens = table.Column<long>(type: "INTEGER", nullable: false),
                    cached_input_tokens = table.Column<long>(type: "INTEGER", nullable: false),
                    output_tokens = table.Column<long>(type: "INTEGER", nullable: false),
                    reasoning_tokens = table.Column<long>(type: "INTEGER", nullable: false),
                    cost_pico_usd = table.Column<long>(type: "INTEGER", nullable: false),
                    baseline_pico_usd = table.Column<long>(type: "INTEGER", nullable: false),
                    response_ms = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_usage_monthly", x => new { x.organization_id, x.month, x.model_id });
                    table.ForeignKey(
                        name: "fk_usage_monthly_organizations_organization_id",
                        column: x => x.organization_id,
                        principalTable: "organizations",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "usage_records",
                columns: table => new
                {
                    organization_id = table.Column<string>(type: "TEXT", maxLength: 36, nullable: false),
                    id = table.Column<string>(type: "TEXT", maxLength: 36, nullable: false),
                    request_id = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    occurred_utc = table.Column<DateTime>(type: "TEXT", nullable: false),
                    local_day = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    source = table.Column<short>(type: "INTEGER", maxLength: 40, nullable: false),
                    user_id = table.Column<string>(type: "TEXT", maxLength: 36, nullable: true),
                    agent_id = table.Column<string>(type: "TEXT", maxLength: 36, nullable: true),
                    conversation_id = table.Column<string>(type: "TEXT", maxLength: 36, nullable: true),
                    job_role = table.Column<string>(type: "TEXT", maxLength: 64, nullable: true),
                    model_id = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    model_class = table.Column<short>(type: "INTEGER", maxLength: 40, nullable: false),
                    complexity = table.Column<short>(type: "INTEGER", maxLength: 40, nullable: false),
                    strategy = table.Column<short>(type: "INTEGER", maxLength: 40, nullable: false),
                    cascaded = table.Column<bool>(type: "INTEGER", nullable: false),
                    outcome = table.Column<short>(type: "INTEGER", maxLength: 40, nullable: false),
                    input_tokens = table.Column<long>(type: "INTEGER", nullable: false),
                    cached_input_tokens = table.Column<long>(type: "INTEGER", nullable: false),
                    output_tokens = table.Column<long>(type: "INTEGER", nullable: false),
                    reasoning_tokens = table.Column<long>(type: "INTEGER", nullable: false),
                    cost_pico_usd = table.Column<long>(type: "INTEGER", nullable: false),
                    baseline_pico_usd = table.Column<long>(type: "INTEGER", nullable: false),
                    price_version = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    is_estimated = table.Column<bool>(type: "INTEGER", nullable: false),
                    response_ms = table.Column<int>(type: "INTEGER", nullable: false),
                    first_token_ms = table.Column<int>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_usage_records", x => new { x.organization_id, x.id });
                    table.ForeignKey(
                        name: "fk_usage_records_organizations_organization_id",
                        column: x => x.organization_id,
                        principalTable: "organizations",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "webhook_outbox",
                columns: table => new
                {
                    organization_id = table.Column<string>(type: "TEXT", maxLength: 36, nullable: false),
                    id = table.Column<string>(type: "TEXT", maxLength: 36, nullable: false),
                    type = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    payload = table.Column<string>(type: "TEXT", nullable: false),
                    created_utc = table.Column<DateTime>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_webhook_outbox", x => new { x.organization_id, x.id });
                    table.ForeignKey(
                        name: "fk_webhook_outbox_organizations_organization_id",
                        column: x => x.organization_id,
                        principalTable: "organizations",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "user_claims",
                columns: table => new
                {
                    id = table.Column<int>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    user_id = table.Column<string>(type: "TEXT", maxLength: 36, nullable: false),
                    claim_type = table.Column<string>(type: "TEXT", nullable: true),
                    claim_value = table.Column<string>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_user_claims", x => x.id);
                    table.ForeignKey(
                        name: "fk_user_claims_users_user_id",
                        column: x => x.user_id,
                        principalTable: "users",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "user_logins",
                columns: table => new
                {
                    login_provider = table.Column<string>(type: "TEXT", maxLength: 128, nullable: false),
                    provider_key = table.Column<string>(type: "TEXT", maxLength: 128, nullable: false),
                    provider_display_name = table.Column<string>(type: "TEXT", nullable: true),
                    user_id = table.Column<string>(type: "TEXT", maxLength: 36, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_user_logins", x => new { x.login_provider, x.provider_key });
                    table.ForeignKey(
                        name: "fk_user_logins_users_user_id",
                        column: x => x.user_id,
                        principalTable: "users",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "user_passkeys",
                columns: table => new
                {
                    credential_id = table.Column<byte[]>(type: "BLOB", maxLength: 1024, nullable: false),
                    user_id = table.Column<string>(type: "TEXT", maxLength: 36, nullable: false),
                    Data = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_user_passkeys", x => x.credential_id);
                    table.ForeignKey(
                        name: "fk_user_passkeys_users_user_id",
                        column: x => x.user_id,
                        principalTable: "users",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "user_tokens",
                columns: table => new
                {
                    user_id = table.Column<string>(type: "TEXT", maxLength: 36, nullable: false),
                    login_provider = table.Column<string>(type: "TEXT", maxLength: 128, nullable: false),
                    name = table.Column<string>(type: "TEXT", maxLength: 128, nullable: false),
                    value = table.Column<string>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_user_tokens", x => new { x.user_id, x.login_provider, x.name });
                    table.ForeignKey(
                        name: "fk_user_tokens_users_user_id",
                        column: x => x.user_id,
                        principalTable: "users",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "document_texts",
                columns: table => new
                {
                    organization_id = table.Column<string>(type: "TEXT", maxLength: 36, nullable: false),
                    document_id = table.Column<string>(type: "TEXT", maxLength: 36, nullable: false),
                    text = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_document_texts", x => new { x.organization_id, x.document_id });
                    table.ForeignKey(
                        name: "fk_document_texts_documents_organization_id_document_id",
                        columns: x => new { x.organization_id, x.document_id },
                        principalTable: "documents",
                        principalColumns: new[] { "organization_id", "id" },
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "agents",
                columns: table => new
                {
                    organization_id = table.Column<string>(type: "TEXT", maxLength: 36, nullable: false),
                    id = table.Column<string>(type: "TEXT", maxLength: 36, nullable: false),
                    name = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    search_name = table.Column<string>(type: "TEXT", maxLength: 400, nullable: false),
                    type = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    role_id = table.Column<string>(type: "TEXT", maxLength: 36, nullable: true),
                    specialization = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    instructions = table.Column<string>(type: "TEXT", maxLength: 20000, nullable: false),
                    reports_to_id = table.Column<string>(type: "TEXT", maxLength: 36, nullable: true),
                    uses_router = table.Column<bool>(type: "INTEGER", nullable: false),
                    model_id = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    is_enabled = table.Column<bool>(type: "INTEGER", nullable: false),
                    created_utc = table.Column<DateTime>(type: "TEXT", nullable: false),
                    deleted_utc = table.Column<DateTime>(type: "TEXT", nullable: true),
                    version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_agents", x => new { x.organization_id, x.id });
                    table.ForeignKey(
                        name: "fk_agents_agents_organization_id_reports_to_id",
                        columns: x => new { x.organization_id, x.reports_to_id },
                        principalTable: "agents",
                        principalColumns: new[] { "organization_id", "id" });
                    table.ForeignKey(
                        name: "fk_agents_organizations_organization_id",
                        column: x => x.organization_id,
                        principalTable: "organizations",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_agents_roles_organization_id_role_id",
                        columns: x => new { x.organization_id, x.role_id },
                        principalTable: "roles",
                        principalColumns: new[] { "organization_id", "id" },
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "answer_feedback",
                columns: table => new
                {
                    organization_id = table.Column<string>(type: "TEXT", maxLength: 36, nullable: false),
                    usage_record_id = table.Column<string>(type: "TEXT", maxLength: 36, nullable: false),
                    user_id = table.Column<string>(type: "TEXT", maxLength: 36, nullable: false),
                    verdict = table.Column<short>(type: "INTEGER", maxLength: 40, nullable: false),
                    given_utc = table.Column<DateTime>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_answer_feedback", x => new { x.organization_id, x.usage_record_id, x.user_id });
                    table.ForeignKey(
                        name: "fk_answer_feedback_usage_records_organization_id_usage_record_id",
                        columns: x => new { x.organization_id, x.usage_record_id },
                        principalTable: "usage_records",
                        principalColumns: new[] { "organization_id", "id" },
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "usage_attempts",
                columns: table => new
                {
                    organization_id = table.Column<string>(type: "TEXT", maxLength: 36, nullable: false),
                    usage_record_id = table.Column<string>(type: "TEXT", maxLength: 36, nullable: false),
                    ordinal = table.Column<short>(type: "INTEGER", nullable: false),
                    model_id = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    outcome = table.Column<short>(type: "INTEGER", maxLength: 40, nullable: false),
                    input_tokens = table.Column<long>(type: "INTEGER", nullable: false),
                    cached_input_tokens = table.Column<long>(type: "INTEGER", nullable: false),
                    output_tokens = table.Column<long>(type: "INTEGER", nullable: false),
                    reasoning_tokens = table.Column<long>(type: "INTEGER", nullable: false),
                    cost_pico_usd = table.Column<long>(type: "INTEGER", nullable: false),
                    price_version = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    response_ms = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_usage_attempts", x => new { x.organization_id, x.usage_record_id, x.ordinal });
                    table.ForeignKey(
                        name: "fk_usage_attempts_usage_records_organization_id_usage_record_id",
                        columns: x => new { x.organization_id, x.usage_record_id },
                        principalTable: "usage_records",
                        principalColumns: new[] { "organization_id", "id" },
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "usage_details",
                columns: table => new
                {
                    organization_id = table.Column<string>(type: "TEXT", maxLength: 36, nullable: false),
                    usage_record_id = table.Column<string>(type: "TEXT", maxLength: 36, nullable: false),
                    decision = table.Column<string>(type: "TEXT", nullable: false),
                    verdict = table.Column<string>(type: "TEXT", nullable: true),
                    prompt = table.Column<string>(type: "TEXT", nullable: false),
                    answer = table.Column<string>(type: "TEXT", nullable: false),
                    expires_utc = table.Column<DateTime>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_usage_details", x => new { x.organization_id, x.usage_record_id });
                    table.ForeignKey(
                        name: "fk_usage_details_usage_records_organization_id_usage_record_id",
                        columns: x => new { x.organization_id, x.usage_record_id },
                        principalTable: "usage_records",
                        principalColumns: new[] { "organization_id", "id" },
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "agent_documents",
                columns: table => new
                {
                    organization_id = table.Column<string>(type: "TEXT", maxLength: 36, nullable: false),
                    agent_id = table.Column<string>(type: "TEXT", maxLength: 36, nullable: false),
                    document_id = table.Column<string>(type: "TEXT", maxLength: 36, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_agent_documents", x => new { x.organization_id, x.agent_id, x.document_id });
                    table.ForeignKey(
                        name: "fk_agent_documents_agents_organization_id_agent_id",
                        columns: x => new { x.organization_id, x.agent_id },
                        principalTable: "agents",
                        principalColumns: new[] { "organization_id", "id" },
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_agent_documents_documents_organization_id_document_id",
                        columns: x => new { x.organization_id, x.document_id },
                        principalTable: "documents",
                        principalColumns: new[] { "organization_id", "id" },
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "conversations",
                columns: table => new
                {
                    organization_id = table.Column<string>(type: "TEXT", maxLength: 36, nullable: false),
                    id = table.Column<string>(type: "TEXT", maxLength: 36, nullable: false),
                    source = table.Column<short>(type: "INTEGER", maxLength: 40, nullable: false),
                    agent_id = table.Column<string>(type: "TEXT", maxLength: 36, nullable: true),
                    ticket_id = table.Column<string>(type: "TEXT", maxLength: 36, nullable: true),
                    created_by = table.Column<string>(type: "TEXT", maxLength: 36, nullable: true),
                    title = table.Column<string>(type: "TEXT", maxLength: 120, nullable: false),
                    search_title = table.Column<string>(type: "TEXT", maxLength: 480, nullable: false),
                    title_expires_utc = table.Column<DateTime>(type: "TEXT", nullable: true),
                    created_utc = table.Column<DateTime>(type: "TEXT", nullable: false),
                    last_message_utc = table.Column<DateTime>(type: "TEXT", nullable: false),
                    message_count = table.Column<int>(type: "INTEGER", nullable: false),
                    last_turn = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_conversations", x => new { x.organization_id, x.id });
                    table.ForeignKey(
                        name: "fk_conversations_agents_organization_id_agent_id",
                        columns: x => new { x.organization_id, x.agent_id },
                        principalTable: "agents",
                        principalColumns: new[] { "organization_id", "id" },
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_conversations_organizations_organization_id",
                        column: x => x.organization_id,
                        principalTable: "organizations",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "tickets",
                columns: table => new
                {
                    organization_id = table.Column<string>(type: "TEXT", maxLength: 36, nullable: false),
                    id = table.Column<string>(type: "TEXT", maxLength: 36, nullable: false),
                    number = table.Column<int>(type: "INTEGER", nullable: false),
                    title = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    status = table.Column<short>(type: "INTEGER", maxLength: 40, nullable: false),
                    priority = table.Column<short>(type: "INTEGER", maxLength: 40, nullable: false),
                    category = table.Column<string>(type: "TEXT", maxLength: 60, nullable: true),
                    assigned_agent_id = table.Column<string>(type: "TEXT", maxLength: 36, nullable: true),
                    creator_id = table.Column<string>(type: "TEXT", maxLength: 36, nullable: true),
                    counted_month = table.Column<string>(type: "TEXT", maxLength: 7, nullable: false),
                    created_utc = table.Column<DateTime>(type: "TEXT", nullable: false),
                    updated_utc = table.Column<DateTime>(type: "TEXT", nullable: false),
                    resolved_utc = table.Column<DateTime>(type: "TEXT", nullable: true),
                    closed_utc = table.Column<DateTime>(type: "TEXT", nullable: true),
                    version = table.Column<int>(type: "INTEGER", nullable: false),
                    description = table.Column<string>(type: "TEXT", nullable: false),
                    search_words = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_tickets", x => new { x.organization_id, x.id });
                    table.UniqueConstraint("ak_tickets_organization_id_number", x => new { x.organization_id, x.number });
                    table.ForeignKey(
                        name: "fk_tickets_agents_organization_id_assigned_agent_id",
                        columns: x => new { x.organization_id, x.assigned_agent_id },
                        principalTable: "agents",
                        principalColumns: new[] { "organization_id", "id" },
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_tickets_organizations_organization_id",
                        column: x => x.organization_id,
                        principalTable: "organizations",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "conversation_messages",
                columns: table => new
                {
                    organization_id = table.Column<string>(type: "TEXT", maxLength: 36, nullable: false),
                    id = table.Column<string>(type: "TEXT", maxLength: 36, nullable: false),
                    conversation_id = table.Column<string>(type: "TEXT", maxLength: 36, nullable: false),
                    turn = table.Column<int>(type: "INTEGER", nullable: false),
                    role = table.Column<short>(type: "INTEGER", maxLength: 40, nullable: false),
                    text = table.Column<string>(type: "TEXT", nullable: true),
                    expires_utc = table.Column<DateTime>(type: "TEXT", nullable: true),
                    written_utc = table.Column<DateTime>(type: "TEXT", nullable: false),
                    request_id = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    usage_record_id = table.Column<string>(type: "TEXT", maxLength: 36, nullable: true),
                    asked_by = table.Column<string>(type: "TEXT", maxLength: 36, nullable: true),
                    job_role = table.Column<string>(type: "TEXT", maxLength: 64, nullable: true),
                    left_out_turns = table.Column<int>(type: "INTEGER", nullable: false),
                    state = table.Column<short>(type: "INTEGER", maxLength: 40, nullable: true),
                    notice = table.Column<string>(type: "TEXT", maxLength: 1000, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_conversation_messages", x => new { x.organization_id, x.id });
                    table.ForeignKey(
                        name: "fk_conversation_messages_conversations_organization_id_conversation_id",
                        columns: x => new { x.organization_id, x.conversation_id },
                        principalTable: "conversations",
                        principalColumns: new[] { "organization_id", "id" },
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_conversation_messages_usage_records_organization_id_usage_record_id",
                        columns: x => new { x.organization_id, x.usage_record_id },
                        principalTable: "usage_records",
                        principalColumns: new[] { "organization_id", "id" },
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "ticket_comments",
                columns: table => new
                {
                    organization_id = table.Column<string>(type: "TEXT", maxLength: 36, nullable: false),
                    id = table.Column<string>(type: "TEXT", maxLength: 36, nullable: false),
                    ticket_id = table.Column<string>(type: "TEXT", maxLength: 36, nullable: false),
                    author_id = table.Column<string>(type: "TEXT", maxLength: 36, nullable: true),
                    agent_id = table.Column<string>(type: "TEXT", maxLength: 36, nullable: true),
                    text = table.Column<string>(type: "TEXT", nullable: false),
                    created_utc = table.Column<DateTime>(type: "TEXT", nullable: false),
                    edited_utc = table.Column<DateTime>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_ticket_comments", x => new { x.organization_id, x.id });
                    table.ForeignKey(
                        name: "fk_ticket_comments_agents_organization_id_agent_id",
                        columns: x => new { x.organization_id, x.agent_id },
                        principalTable: "agents",
                        principalColumns: new[] { "organization_id", "id" },
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_ticket_comments_tickets_organization_id_ticket_id",
                        columns: x => new { x.organization_id, x.ticket_id },
                        principalTable: "tickets",
                        principalColumns: new[] { "organization_id", "id" },
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "ticket_events",
                columns: table => new
                {
                    organization_id = table.Column<string>(type: "TEXT", maxLength: 36, nullable: false),
                    ticket_id = table.Column<string>(type: "TEXT", maxLength: 36, nullable: false),
                    version = table.Column<int>(type: "INTEGER", nullable: false),
                    field = table.Column<short>(type: "INTEGER", maxLength: 40, nullable: false),
                    occurred_utc = table.Column<DateTime>(type: "TEXT", nullable: false),
                    actor_id = table.Column<string>(type: "TEXT", maxLength: 36, nullable: true),
                    old = table.Column<string>(type: "TEXT", maxLength: 500, nullable: true),
                    @new = table.Column<string>(name: "new", type: "TEXT", maxLength: 500, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_ticket_events", x => new { x.organization_id, x.ticket_id, x.version, x.field });
                    table.ForeignKey(
                        name: "fk_ticket_events_tickets_organization_id_ticket_id",
                        columns: x => new { x.organization_id, x.ticket_id },
                        principalTable: "tickets",
                        principalColumns: new[] { "organization_id", "id" },
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "ticket_tags",
                columns: table => new
                {
                    organization_id = table.Column<string>(type: "TEXT", maxLength: 36, nullable: false),
                    number = table.Column<int>(type: "INTEGER", nullable: false),
                    tag = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_ticket_tags", x => new { x.organization_id, x.number, x.tag });
                    table.ForeignKey(
                        name: "fk_ticket_tags_tickets_organization_id_number",
                        columns: x => new { x.organization_id, x.number },
                        principalTable: "tickets",
                        principalColumns: new[] { "organization_id", "number" },
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateIndex(
                name: "ix_agent_documents_organization_id_document_id",
                table: "agent_documents",
                columns: new[] { "organization_id", "document_id" });

            migrationBuilder.CreateIndex(
                name: "ix_agents_organization_id_reports_to_id",
                table: "agents",
                columns: new[] { "organization_id", "reports_to_id" });

            migrationBuilder.CreateIndex(
                name: "ix_agents_organization_id_role_id",
                table: "agents",
                columns: new[] { "organization_id", "role_id" });

            migrationBuilder.CreateIndex(
                name: "ix_agents_organization_id_search_name_id",
                table: "agents",
                columns: new[] { "organization_id", "search_name", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_answer_feedback_organization_id_given_utc",
                table: "answer_feedback",
                columns: new[] { "organization_id", "given_utc" });

            migrationBuilder.CreateIndex(
                name: "ix_audit_entries_organization_id_action_seq",
                table: "audit_entries",
                columns: new[] { "organization_id", "action", "seq" },
                filter: "action <> 'completion.settled'");

            migrationBuilder.CreateIndex(
                name: "ix_audit_entries_organization_id_previous_hash",
                table: "audit_entries",
                columns: new[] { "organization_id", "previous_hash" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_catalog_prices_model_id_from_utc",
                table: "catalog_prices",
                columns: new[] { "model_id", "from_utc" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_conversation_messages_expires_utc",
                table: "conversation_messages",
                column: "expires_utc");

            migrationBuilder.CreateIndex(
                name: "ix_conversation_messages_organization_id_conversation_id_turn_role",
                table: "conversation_messages",
                columns: new[] { "organization_id", "conversation_id", "turn", "role" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_conversation_messages_organization_id_usage_record_id",
                table: "conversation_messages",
                columns: new[] { "organization_id", "usage_record_id" });

            migrationBuilder.CreateIndex(
                name: "ix_conversations_organization_id_agent_id_last_message_utc_id",
                table: "conversations",
                columns: new[] { "organization_id", "agent_id", "last_message_utc", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_conversations_organization_id_created_by_last_message_utc_id",
                table: "conversations",
                columns: new[] { "organization_id", "created_by", "last_message_utc", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_conversations_organization_id_last_message_utc_id",
                table: "conversations",
                columns: new[] { "organization_id", "last_message_utc", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_conversations_organization_id_ticket_id",
                table: "conversations",
                columns: new[] { "organization_id", "ticket_id" });

            migrationBuilder.CreateIndex(
                name: "ix_conversations_title_expires_utc",
                table: "conversations",
                column: "title_expires_utc");

            migrationBuilder.CreateIndex(
                name: "ix_document_uploads_expires_utc",
                table: "document_uploads",
                column: "expires_utc");

            migrationBuilder.CreateIndex(
                name: "ix_documents_organization_id_search_name",
                table: "documents",
                columns: new[] { "organization_id", "search_name" });

            migrationBuilder.CreateIndex(
                name: "ix_documents_organization_id_storage_key",
                table: "documents",
                columns: new[] { "organization_id", "storage_key" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_documents_organization_id_uploaded_utc",
                table: "documents",
                columns: new[] { "organization_id", "uploaded_utc" });

            migrationBuilder.CreateIndex(
                name: "ix_invitations_organization_id_normalized_email",
                table: "invitations",
                columns: new[] { "organization_id", "normalized_email" });

            migrationBuilder.CreateIndex(
                name: "ix_invitations_secret_hash",
                table: "invitations",
                column: "secret_hash");

            migrationBuilder.CreateIndex(
                name: "ix_members_organization_id_user_id",
                table: "members",
                columns: new[] { "organization_id", "user_id" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_members_user_id",
                table: "members",
                column: "user_id");

            migrationBuilder.CreateIndex(
                name: "ix_organizations_search_name",
                table: "organizations",
                column: "search_name");

            migrationBuilder.CreateIndex(
                name: "ix_organizations_slug",
                table: "organizations",
                column: "slug",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_platform_audit_entries_previous_hash",
                table: "platform_audit_entries",
                column: "previous_hash",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_quota_reservations_expires_utc",
                table: "quota_reservations",
                column: "expires_utc");

            migrationBuilder.CreateIndex(
                name: "ix_roles_organization_id_key",
                table: "roles",
                columns: new[] { "organization_id", "key" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_ticket_comments_organization_id_agent_id",
                table: "ticket_comments",
                columns: new[] { "organization_id", "agent_id" });

            migrationBuilder.CreateIndex(
                name: "ix_ticket_comments_organization_id_ticket_id_created_utc",
                table: "ticket_comments",
                columns: new[] { "organization_id", "ticket_id", "created_utc" });

            migrationBuilder.CreateIndex(
                name: "ix_ticket_tags_organization_id_tag_number",
                table: "ticket_tags",
                columns: new[] { "organization_id", "tag", "number" });

            migrationBuilder.CreateIndex(
                name: "ix_tickets_organization_id_assigned_agent_id_number",
                table: "tickets",
                columns: new[] { "organization_id", "assigned_agent_id", "number" });

            migrationBuilder.CreateIndex(
                name: "ix_tickets_organization_id_assigned_agent_id_status_priority_number",
                table: "tickets",
                columns: new[] { "organization_id", "assigned_agent_id", "status", "priority", "number" });

            migrationBuilder.CreateIndex(
                name: "ix_tickets_organization_id_category_number",
                table: "tickets",
                columns: new[] { "organization_id", "category", "number" });

            migrationBuilder.CreateIndex(
                name: "ix_tickets_organization_id_category_status_priority_number",
                table: "tickets",
                columns: new[] { "organization_id", "category", "status", "priority", "number" });

            migrationBuilder.CreateIndex(
                name: "ix_tickets_organization_id_counted_month",
                table: "tickets",
                columns: new[] { "organization_id", "counted_month" });

            migrationBuilder.CreateIndex(
                name: "ix_tickets_organization_id_creator_id_number",
                table: "tickets",
                columns: new[] { "organization_id", "creator_id", "number" });

            migrationBuilder.CreateIndex(
                name: "ix_tickets_organization_id_creator_id_status_priority_number",
                table: "tickets",
                columns: new[] { "organization_id", "creator_id", "status", "priority", "number" });

            migrationBuilder.CreateIndex(
                name: "ix_tickets_organization_id_priority_number",
                table: "tickets",
                columns: new[] { "organization_id", "priority", "number" });

            migrationBuilder.CreateIndex(
                name: "ix_tickets_organization_id_status_number",
                table: "tickets",
                columns: new[] { "organization_id", "status", "number" });

            migrationBuilder.CreateIndex(
                name: "ix_tickets_organization_id_status_priority_number",
                table: "tickets",
                columns: new[] { "organization_id", "status", "priority", "number" });

            migrationBuilder.CreateIndex(
                name: "ix_tickets_organization_id_status_updated_utc_number",
                table: "tickets",
                columns: new[] { "organization_id", "status", "updated_utc", "number" });

            migrationBuilder.CreateIndex(
                name: "ix_tickets_organization_id_updated_utc_number",
                table: "tickets",
                columns: new[] { "organization_id", "updated_utc", "number" });

            migrationBuilder.CreateIndex(
                name: "ix_usage_daily_totals_day",
                table: "usage_daily_totals",
                columns: new[] { "day", "organization_id", "queries", "cost_pico_usd" });

            migrationBuilder.CreateIndex(
                name: "ix_usage_details_organization_id_expires_utc",
                table: "usage_details",
                columns: new[] { "organization_id", "expires_utc" });

            migrationBuilder.CreateIndex(
                name: "ix_usage_monthly_month",
                table: "usage_monthly",
                columns: new[] { "month", "organization_id", "queries", "slm_queries", "llm_queries", "cost_pico_usd" });

            migrationBuilder.CreateIndex(
                name: "ix_usage_records_organization_id_agent_id_occurred_utc",
                table: "usage_records",
                columns: new[] { "organization_id", "agent_id", "occurred_utc" },
                filter: "agent_id IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ix_user_claims_user_id",
                table: "user_claims",
                column: "user_id");

            migrationBuilder.CreateIndex(
                name: "ix_user_logins_user_id",
                table: "user_logins",
                column: "user_id");

            migrationBuilder.CreateIndex(
                name: "ix_user_passkeys_user_id",
                table: "user_passkeys",
                column: "user_id");

            migrationBuilder.CreateIndex(
                name: "ix_users_normalized_email",
                table: "users",
                column: "normalized_email",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_users_normalized_user_name",
                table: "users",
                column: "normalized_user_name",
                unique: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "agent_documents");

            migrationBuilder.DropTable(
                name: "answer_feedback");

            migrationBuilder.DropTable(
                name: "audit_entries");

            migrationBuilder.DropTable(
                name: "audit_heads");

            migrationBuilder.DropTable(
                name: "catalog_prices");

            migrationBuilder.DropTable(
                name: "catalog_stamp");

            migrationBuilder.DropTable(
                name: "conversation_messages");

            migrationBuilder.DropTable(
                name: "document_texts");

            migrationBuilder.DropTable(
                name: "document_uploads");

            migrationBuilder.DropTable(
                name: "invitations");

            migrationBuilder.DropTable(
                name: "limit_overrides");

            migrationBuilder.DropTable(
                name: "members");

            migrationBuilder.DropTable(
                name: "organization_logos");

            migrationBuilder.DropTable(
                name: "platform_audit_entries");

            migrationBuilder.DropTable(
                name: "platform_settings");

            migrationBuilder.DropTable(
                name: "platform_usage_daily");

            migrationBuilder.DropTable(
                name: "purge_grants");

            migrationBuilder.DropTable(
                name: "quota_counters");

            migrationBuilder.DropTable(
                name: "quota_reservations");

            migrationBuilder.DropTable(
                name: "routing_policies");

            migrationBuilder.DropTable(
                name: "session_keys");

            migrationBuilder.DropTable(
                name: "ticket_comments");

            migrationBuilder.DropTable(
                name: "ticket_events");

            migrationBuilder.DropTable(
                name: "ticket_tags");

            migrationBuilder.DropTable(
                name: "ticket_words");

            migrationBuilder.DropTable(
                name: "usage_attempts");

            migrationBuilder.DropTable(
                name: "usage_daily");

            migrationBuilder.DropTable(
                name: "usage_daily_subjects");

            migrationBuilder.DropTable(
                name: "usage_daily_totals");

            migrationBuilder.DropTable(
                name: "usage_details");

            migrationBuilder.DropTable(
                name: "usage_hourly");

            migrationBuilder.DropTable(
                name: "usage_monthly");

            migrationBuilder.DropTable(
                name: "user_claims");

            migrationBuilder.DropTable(
                name: "user_logins");

            migrationBuilder.DropTable(
                name: "user_passkeys");

            migrationBuilder.DropTable(
                name: "user_tokens");

            migrationBuilder.DropTable(
                name: "webhook_outbox");

            migrationBuilder.DropTable(
                name: "catalog_models");

            migrationBuilder.DropTable(
                name: "conversations");

            migrationBuilder.DropTable(
                name: "documents");

            migrationBuilder.DropTable(
                name: "tickets");

            migrationBuilder.DropTable(
                name: "usage_records");

            migrationBuilder.DropTable(
                name: "users");

            migrationBuilder.DropTable(
                name: "agents");

            migrationBuilder.DropTable(
                name: "roles");

            migrationBuilder.DropTable(
                name: "organizations");
        }
    }
}
