// SPDX-License-Identifier: MIT
#pragma once

#include <string_view>

// Words of the names of columns, in English, German, French, Spanish, Portuguese, Italian and Dutch, without accents.
namespace scribe::profile::words {

inline constexpr std::string_view k_latitude[] = {"latitude", "lat",        "breite",      "breitengrad",
                                                  "latitud",  "latitudine", "breedtegraad"};
inline constexpr std::string_view k_longitude[] = {"longitude",  "lon",      "lng",         "long",       "laengengrad",
                                                   "langengrad", "longitud", "longitudine", "lengtegraad"};
inline constexpr std::string_view k_years[] = {"year", "yr", "jahr", "annee", "ano", "anio", "anno", "jaar"};
inline constexpr std::string_view k_events[] = {
    "created",       "create",      "creation",     "updated",      "update",        "modified",   "modification",
    "changed",       "inserted",    "insert",       "deleted",      "archived",      "added",      "mtime",
    "ctime",         "loaded",      "synced",       "imported",     "recorded",      "erstellt",   "angelegt",
    "erfasst",       "geandert",    "geaendert",    "aktualisiert", "geloscht",      "geloescht",  "importiert",
    "cree",          "creee",       "modifie",      "modifiee",     "maj",           "supprime",   "supprimee",
    "ajoute",        "ajout",       "suppression",  "creado",       "creada",        "creacion",   "actualizado",
    "actualizacion", "modificado",  "modificacion", "eliminado",    "borrado",       "registro",   "criado",
    "criacao",       "atualizado",  "atualizacao",  "excluido",     "exclusao",      "cadastro",   "alteracao",
    "creato",        "creata",      "creazione",    "aggiornato",   "aggiornamento", "modificato", "modifica",
    "eliminato",     "inserimento", "aangemaakt",   "gewijzigd",    "bijgewerkt",    "verwijderd", "toegevoegd"};
inline constexpr std::string_view k_moments[] = {
    "at",      "on",        "date",        "time",    "ts",       "timestamp",  "dt",    "utc",
    "created", "updated",   "modified",    "changed", "datetime", "am",         "um",    "datum",
    "zeit",    "zeitpunkt", "zeitstempel", "le",      "heure",    "horodatage", "fecha", "hora",
    "data",    "ora",       "em",          "el",      "il",       "op",         "tijd",  "tijdstip"};
inline constexpr std::string_view k_dates[] = {"date", "datum", "fecha", "data", "dt", "fec", "dat", "ts", "timestamp"};
/// Before an event: last_update.
inline constexpr std::string_view k_last[] = {"last", "letzte", "derniere", "ultima", "ultimo", "laatste"};
inline constexpr std::string_view k_ordinals[] = {
    "position",    "pos",        "ordinal",   "rank",      "ranking",    "seq",        "sequence",
    "idx",         "index",      "sort",      "sortorder", "priority",   "ordering",   "lineno",
    "reihenfolge", "sortierung", "rang",      "prioritat", "prioritaet", "laufnummer", "priorite",
    "sequentie",   "posicion",   "secuencia", "prioridad", "rango",      "posicao",    "sequencia",
    "prioridade",  "posizione",  "sequenza",  "priorita",  "positie",    "volgorde",   "prioriteit"};
inline constexpr std::string_view k_flag_fronts[] = {"is",  "has",   "can", "ist",    "hat",  "kann",
                                                     "est", "tiene", "tem", "possui", "heeft"};
inline constexpr std::string_view k_flags[] = {
    "flag",  "flg",      "yn",        "enabled", "active",    "deleted",    "aktiv",     "kennzeichen",
    "kz",    "geloscht", "geloescht", "actif",   "inactif",   "activo",     "activa",    "ativo",
    "ativa", "attivo",   "attiva",    "actief",  "eliminado", "indicateur", "indicador", "indicatore"};
inline constexpr std::string_view k_enums[] = {
    "status", "state",     "type",       "kind",      "category",  "class",  "mode",     "level",     "stage",
    "phase",  "gender",    "severity",   "priority",  "role",      "method", "reason",   "tier",      "size",
    "grade",  "group",     "segment",    "channel",   "zustand",   "typ",    "art",      "kategorie", "klasse",
    "modus",  "stufe",     "geschlecht", "prioritat", "rolle",     "grund",  "gruppe",   "kanal",     "statut",
    "etat",   "categorie", "classe",     "niveau",    "etape",     "sexe",   "priorite", "motif",     "groupe",
    "canal",  "estado",    "estatus",    "tipo",      "categoria", "clase",  "modo",     "nivel",     "etapa",
    "fase",   "sexo",      "genero",     "prioridad", "rol",       "motivo", "grupo",    "situacao",  "papel",
    "stato",  "livello",   "ruolo",      "gruppo",    "canale",    "sesso",  "soort",    "geslacht",  "prioriteit",
    "reden",  "groep",     "kanaal"};
inline constexpr std::string_view k_no_enums[] = {
    "name",   "code",  "count",        "id",          "title",     "description", "nom",    "nombre",
    "nome",   "naam",  "bezeichnung",  "anzahl",      "codigo",    "codice",      "titulo", "titre",
    "titolo", "titel", "beschreibung", "descripcion", "descricao", "descrizione"};
inline constexpr std::string_view k_labels[] = {
    "name",   "city",  "country", "title", "notes",  "comment", "stadt", "land", "ville", "pays",  "ciudad", "pais",
    "cidade", "citta", "paese",   "stad",  "nombre", "nom",     "nome",  "naam", "titel", "titre", "titulo", "titolo"};
inline constexpr std::string_view k_hashes[] = {
    "hash",       "token",       "secret",     "digest",   "checksum",  "signature",  "md5",
    "sha1",       "sha256",      "password",   "passwd",   "salt",      "nonce",      "apikey",
    "etag",       "fingerprint", "passwort",   "kennwort", "prufsumme", "pruefsumme", "signatur",
    "contrasena", "senha",       "wachtwoord", "jeton",    "firma"};
inline constexpr std::string_view k_number_codes[] = {"code", "zip",    "plz",    "sku", "isbn", "ean",
                                                      "upc",  "codigo", "codice", "cap", "cep",  "postleitzahl"};
inline constexpr std::string_view k_codes[] = {
    "code",   "sku",       "iso",        "abbr",        "abbreviation", "symbol",      "isbn",     "ean",
    "upc",    "zip",       "postcode",   "postal",      "plz",          "currency",    "locale",   "iata",
    "icao",   "number",    "no",         "nr",          "barcode",      "serial",      "ref",      "reference",
    "kurzel", "kuerzel",   "nummer",     "wahrung",     "waehrung",     "kennzeichen", "referenz", "codigo",
    "codice", "kode",      "sigle",      "sigla",       "devise",       "moneda",      "valuta",   "moeda",
    "numero", "matricula", "referencia", "riferimento", "referentie",   "cap",         "cep"};
inline constexpr std::string_view k_texts[] = {
    "description",  "notes",       "note",        "comment",         "comments",    "body",      "text",
    "message",      "summary",     "bio",         "remarks",         "content",     "details",   "abstract",
    "beschreibung", "bemerkung",   "bemerkungen", "notiz",           "notizen",     "kommentar", "anmerkung",
    "inhalt",       "nachricht",   "hinweis",     "zusammenfassung", "remarque",    "remarques", "commentaire",
    "commentaires", "texte",       "contenu",     "resume",          "descripcion", "nota",      "notas",
    "comentario",   "comentarios", "observacion", "observaciones",   "texto",       "mensaje",   "contenido",
    "resumen",      "descricao",   "observacao",  "observacoes",     "mensagem",    "conteudo",  "resumo",
    "descrizione",  "commento",    "testo",       "messaggio",       "contenuto",   "riassunto", "beschrijving",
    "omschrijving", "opmerking",   "opmerkingen", "notitie",         "tekst",       "bericht",   "inhoud",
    "samenvatting"};
inline constexpr std::string_view k_names[] = {
    "name",   "title",  "label",   "subject",      "caption",       "heading",     "surname",
    "nom",    "nombre", "nome",    "naam",         "bezeichnung",   "titel",       "titre",
    "titulo", "titolo", "libelle", "denominacion", "denominazione", "designation", "benennung"};
inline constexpr std::string_view k_measures[] = {
    "amount",      "price",       "total",    "qty",     "quantity",   "count",      "cnt",       "weight",
    "height",      "width",       "length",   "depth",   "size",       "rate",       "ratio",     "score",
    "balance",     "cost",        "fee",      "tax",     "discount",   "duration",   "distance",  "volume",
    "salary",      "age",         "points",   "percent", "percentage", "pct",        "sum",       "avg",
    "average",     "min",         "max",      "value",   "population", "area",       "speed",     "temperature",
    "budget",      "revenue",     "stock",    "units",   "hits",       "views",      "votes",     "level",
    "rating",      "delay",       "limit",    "betrag",  "preis",      "summe",      "gesamt",    "menge",
    "anzahl",      "gewicht",     "hohe",     "hoehe",   "breite",     "lange",      "laenge",    "kosten",
    "gebuhr",      "gebuehr",     "steuer",   "rabatt",  "dauer",      "entfernung", "gehalt",    "alter",
    "punkte",      "prozent",     "saldo",    "wert",    "montant",    "prix",       "quantite",  "poids",
    "hauteur",     "largeur",     "longueur", "taux",    "solde",      "cout",       "frais",     "taxe",
    "remise",      "duree",       "salaire",  "importe", "monto",      "precio",     "cantidad",  "peso",
    "altura",      "ancho",       "tasa",     "costo",   "coste",      "impuesto",   "descuento", "duracion",
    "distancia",   "sueldo",      "edad",     "puntos",  "porcentaje", "valor",      "preco",     "quantidade",
    "largura",     "comprimento", "taxa",     "custo",   "imposto",    "desconto",   "duracao",   "salario",
    "idade",       "pontos",      "importo",  "prezzo",  "totale",     "quantita",   "altezza",   "larghezza",
    "lunghezza",   "tasso",       "imposta",  "sconto",  "durata",     "distanza",   "stipendio", "punti",
    "percentuale", "bedrag",      "prijs",    "totaal",  "aantal",     "hoogte",     "breedte",   "lengte",
    "tarief",      "belasting",   "korting",  "duur",    "afstand",    "salaris",    "leeftijd",  "punten"};
inline constexpr std::string_view k_versions[] = {"version",  "revision", "rev",    "ver",
                                                  "versione", "versao",   "versie", "revisione"};
inline constexpr std::string_view k_front_names[] = {"nom",   "nombre", "nome",   "naam",
                                                     "titre", "titulo", "titolo", "libelle"};
inline constexpr std::string_view k_amounts[] = {"count",    "qty",        "quantity", "amount", "number", "num",
                                                 "total",    "cnt",        "level",    "anzahl", "menge",  "quantite",
                                                 "cantidad", "quantidade", "quantita", "aantal"};

} // namespace scribe::profile::words
