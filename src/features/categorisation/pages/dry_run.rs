//! A draft tried against the portfolio: who would move, from where to where, and why.

use super::models::{found, own_row};
use super::{crumbs, reasons, tier_choices};
use crate::base::Id;
use crate::base::refusal::{Refusal, Result};
use crate::features::categorisation::rules::{self, DryRun, Move, Standing};
use crate::features::categorisation::store;
use crate::features::categorisation::views::{Cell, DryRunPage, MatrixRow, MoveRow};
use crate::features::tiering::{self, Models, TieringModel};
use crate::features::vendors;
use crate::kit::Ctx;
use crate::kit::web::{Answer, Params, Web};
use crate::platform::db::Db;
use crate::platform::sheets::{Cell as SheetCell, Column, ColumnKind};
use crate::platform::view::{Choice, Pager};
use actix_web::http::StatusCode;
use actix_web::web::{Path, Query};

/// Everything that a dry run is shown from.
pub struct Tried {
    pub record: tiering::ModelRecord,
    pub model: TieringModel,
    pub models: Models,
    pub standings: Vec<Standing>,
    pub run: DryRun,
}

pub fn tried(c: &mut Db, ctx: &Ctx, id: &Id) -> Result<Tried> {
    let (record, model) = found(c, ctx, id)?;
    let standings = store::standings(c, &ctx.scope)?;
    let run = rules::dry_run(&model, &standings, ctx.today());
    Ok(Tried { models: tiering::models(c, &ctx.scope)?, record, model, standings, run })
}

/// Which moves are asked for: `from` is a tier or `none`, `to` a tier.
#[derive(Debug, Clone, Copy, Default)]
pub struct Asked {
    from: Option<Option<u8>>,
    to: Option<u8>,
}

pub fn asked(params: &Params) -> Result<Asked> {
    let from = match params.text("from").as_deref() {
        None => None,
        Some("none") => Some(None),
        Some(text) => Some(Some(text.parse().map_err(|_| Refusal::invalid("from", "error-choice"))?)),
    };
    Ok(Asked { from, to: params.parsed("to")? })
}

impl Tried {
    /// The moves that are asked for, in their order.
    pub fn moves(&self, asked: Asked) -> Vec<&Move> {
        let fits = |m: &&Move| asked.from.is_none_or(|from| from == m.from) && asked.to.is_none_or(|to| to == m.to);
        self.run.moves.iter().filter(fits).collect()
    }

    /// The reasons of a vendor's tier before and after, worded.
    pub fn why(&self, web: &Web, one: &Move) -> Result<(Vec<String>, Vec<String>)> {
        let Some(latest) = self.standings.get(one.at).and_then(|s| s.latest.as_ref()) else {
            return Ok((Vec::new(), Vec::new()));
        };
        let old = self.models.find(&latest.model_version)?;
        let before = reasons(web, &old, &tiering::categorise(&old, &latest.criteria));
        let after = reasons(web, &self.model, &tiering::categorise(&self.model, &latest.criteria));
        Ok((before, after))
    }

    fn row(&self, web: &Web, one: &Move) -> Result<MoveRow> {
        let (before, after) = self.why(web, one)?;
        let standing = self.standings.get(one.at).ok_or(Refusal::NotFound)?;
        Ok(MoveRow {
            vendor_id: standing.vendor_id.clone(),
            vendor_name: standing.name.clone(),
            from: one.from,
            to: one.to,
            before,
            after,
        })
    }

    fn matrix(&self, base: &str) -> Vec<MatrixRow> {
        let froms = std::iter::once(None).chain((1..=4).map(Some));
        let row = |from: Option<u8>| {
            let cell = |to: u8| {
                let count = self.run.count(from, to);
                let stays = from == Some(to);
                let name = from.map_or("none".to_string(), |tier| tier.to_string());
                let href = (count > 0 && !stays).then(|| format!("{base}?from={name}&to={to}"));
                Cell { count, stays, href }
            };
            MatrixRow { from, cells: (1..=4).map(cell).collect() }
        };
        froms.map(row).collect()
    }
}

pub async fn show(web: Web, id: Path<Id>, query: Query<Params>) -> Answer {
    let (id, params) = (id.into_inner(), query.into_inner());
    let (asked, page) = (asked(&params)?, params.page());
    let key = id.clone();
    let tried = web.read(move |c, ctx| tried(c, ctx, &key)).await?;
    let base = format!("/tiering-models/{id}/dry-run");
    let moves = tried.moves(asked);
    let total = i64::try_from(moves.len()).map_err(Refusal::fault)?;
    let skip = usize::try_from(page.offset()).unwrap_or(usize::MAX);
    let size = usize::try_from(page.size).unwrap_or_default();
    let rows = moves.into_iter().skip(skip).take(size).map(|one| tried.row(&web, one)).collect::<Result<Vec<_>>>()?;
    let mut from_tiers = tier_choices(&web);
    from_tiers.push(Choice::new("none", web.word("tier-none")));
    let judged = tried.standings.len() - tried.run.unjudged;
    let in_force = tried.models.on(web.ctx()?.today()).version.clone();
    let body = DryRunPage {
        row: own_row(&tried.record, &in_force),
        moved: tried.run.moves.len(),
        judged,
        unjudged: tried.run.unjudged,
        matrix: tried.matrix(&base),
        totals: (1..=4).map(|tier| tried.run.total(tier)).collect(),
        form: params.state(),
        rows,
        pager: Pager::from(&crate::base::Page::new(Vec::<()>::new(), total, page)),
        tiers: tier_choices(&web),
        from_tiers,
        export_xlsx: vendors::export_href(&format!("{base}/export"), &web.path, "xlsx"),
        export_csv: vendors::export_href(&format!("{base}/export"), &web.path, "csv"),
    };
    let model = format!("/tiering-models/{id}");
    let mut crumbs = crumbs(&web, &[("categorisation-models", "/tiering-models")]);
    crumbs.push((tried.record.title.clone(), model));
    web.page_titled(StatusCode::OK, "pages/categorisation/dry_run", web.word("categorisation-dry-run"), crumbs, &body)
}

pub async fn export(web: Web, id: Path<Id>, query: Query<Params>) -> Answer {
    let (id, params) = (id.into_inner(), query.into_inner());
    let asked = asked(&params)?;
    let tried = web.read(move |c, ctx| tried(c, ctx, &id)).await?;
    let column = |key: &str, width, kind| Column::new(web.word(key), width, kind);
    let columns = [
        column("categorisation-vendor", 40, ColumnKind::Text),
        column("categorisation-from", 10, ColumnKind::Whole),
        column("categorisation-to", 10, ColumnKind::Whole),
        column("categorisation-reasons-before", 60, ColumnKind::Text),
        column("categorisation-reasons-after", 60, ColumnKind::Text),
    ];
    let rows = tried
        .moves(asked)
        .into_iter()
        .map(|one| {
            let row = tried.row(&web, one)?;
            Ok(vec![
                SheetCell::text(row.vendor_name),
                row.from.map_or(SheetCell::Empty, |tier| SheetCell::Number(f64::from(tier))),
                SheetCell::Number(f64::from(row.to)),
                SheetCell::text(row.before.join(" ")),
                SheetCell::text(row.after.join(" ")),
            ])
        })
        .collect::<Result<Vec<_>>>()?;
    vendors::export_file(
        &web,
        &web.word("categorisation-export-name"),
        params.text("format").as_deref(),
        &columns,
        &rows,
    )
}
