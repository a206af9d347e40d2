"""The operator's settings: environment variables, then `.env`, then the defaults here."""

from __future__ import annotations

import os
from pathlib import Path

from pydantic import Field
from pydantic_settings import BaseSettings, SettingsConfigDict


class Settings(BaseSettings):
    """What differs between machines; nothing here changes what a page means."""

    model_config = SettingsConfigDict(env_file=".env", env_prefix="", extra="ignore", frozen=True)

    lake: Path = Field(
        default=Path("lake"), description="LAKE: the folder that holds raw/, articles/, facts/ and ledger/."
    )
    workers: int = Field(
        default=os.cpu_count() or 1, ge=1, le=64, alias="WAQAI_WORKERS", description="Processes that parse pages."
    )
    page_seconds: float = Field(
        default=20.0,
        gt=0,
        alias="WAQAI_PAGE_SECONDS",
        description="Longest that one page may be parsed before it is given up.",
    )
    request_seconds: float = Field(
        default=60.0,
        gt=0,
        alias="WAQAI_REQUEST_SECONDS",
        description="Longest that one request may take in all, redirects and body included.",
    )
    contact: str = Field(
        default="https://github.com/waqai/waqai",
        alias="WAQAI_CONTACT",
        description="Where a newspaper can complain; it stands in the User-Agent.",
    )
    sample_origin: str | None = Field(
        default=None, alias="WAQAI_SAMPLE_ORIGIN", description="Where the sample newspaper is served, if it is already."
    )
