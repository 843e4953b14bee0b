//! Invented postings of many styles, and what has to be read from each.

use super::*;
use rstest::rstest;

/// A start-up: pictures for bullets and headings that talk.
const STARTUP: &str = r#"🚀 We're hiring: Founding Full-Stack Engineer @ Pebblebee Labs

📍 Remote (EU time zones) · 💰 €80k–€110k + equity

Hey there 👋

At Pebblebee Labs we help small bakeries sell their leftovers. We're 7 people, seed-funded and growing fast.

What you'll be up to 👩‍💻
✅ Ship features end to end in TypeScript and React
✅ Own our Postgres schema
✅ Talk to bakers every week

You'll fit right in if you 💛
👉 Have 3+ years building web apps with TypeScript
👉 Know your way around Node.js or Deno
👉 Are comfortable with SQL and Docker
👉 Write clear English

Bonus points 🌟
➕ You've used Supabase
➕ Experience with React Native

What's in it for you 🎁
🏖️ 30 days of holiday
💻 A MacBook Pro"#;

/// A German manufacturer.
const GERMAN: &str = r#"Die Musterwerk Maschinenbau GmbH ist ein mittelständisches Familienunternehmen mit 240 Mitarbeitern in Kassel.

Zur Verstärkung unseres Teams suchen wir zum nächstmöglichen Zeitpunkt eine/n

Konstrukteur Sondermaschinenbau (m/w/d)
in Vollzeit | Standort: Kassel

Ihre Aufgaben:
• Konstruktion von Baugruppen mit SolidWorks
• Erstellung von Fertigungszeichnungen und Stücklisten
• Abstimmung mit Kunden und Lieferanten

Das bringen Sie mit:
• Abgeschlossenes Studium im Maschinenbau oder Ausbildung zum Techniker
• Mindestens drei Jahre Berufserfahrung im Sondermaschinenbau
• Sicherer Umgang mit SolidWorks und MS Office
• Gute Englischkenntnisse in Wort und Schrift
• Kenntnisse in SAP von Vorteil

Wir bieten:
• 30 Tage Urlaub
• Flexible Arbeitszeiten

Haben wir Ihr Interesse geweckt? Dann freuen wir uns auf Ihre Bewerbung an bewerbung@example.de.
Ansprechpartnerin: Frau Petra Beispiel, Tel. 0561 555-0199"#;

/// An agency.
const GOVERNMENT: &str = r#"VACANCY ANNOUNCEMENT NO. 26-0417

Position Title: Environmental Protection Specialist
Agency: Department of Rivers and Harbors, Office of Water Quality
Location: Harborview, MD
Salary: $72,553 - $94,317 per year
Series & Grade: GS-0028-11
Open & Closing Dates: 03/02/2026 to 03/16/2026

SUMMARY
This position is located in the Office of Water Quality. The incumbent reviews permits for discharges.

DUTIES
Reviews environmental impact statements under NEPA.
Prepares technical reports for the public.
Conducts site inspections in four counties.

REQUIREMENTS
Conditions of Employment
- Must be a U.S. citizen.
- Valid driver's license.
- Background investigation required.

QUALIFICATIONS
Applicants must have one year of specialized experience equivalent to the GS-09 level.
A master's degree in environmental science, biology or a related field may be substituted for experience.
Knowledge of the Clean Water Act and GIS (ArcGIS) is required.
Experience with R or Python is desirable.

EDUCATION
Bachelor's degree in a natural science.

HOW YOU WILL BE EVALUATED
Your application will be rated on the following competencies: Written Communication, Technical Knowledge.

The United States Government does not discriminate in employment on the basis of race, color, religion."#;

/// A hospital.
const NURSE: &str = r#"Willow Creek Regional Medical Center
RN - Emergency Department (Full Time, Nights)
Bend, OR

Job Summary
The Registered Nurse provides direct patient care in a 32-bed Level II trauma center.

Essential Functions
* Assesses, plans and evaluates care for emergency patients
* Administers medications and monitors telemetry
* Documents in Epic

Minimum Qualifications
* Graduate of an accredited school of nursing; BSN preferred
* Current Oregon RN license
* BLS, ACLS and PALS certification
* 1 year of acute care experience
Preferred
* TNCC and CEN
* Experience with Epic charting
* Bilingual in Spanish

Schedule: 3 x 12-hour shifts, 7p-7a
Pay: $44.10 - $66.90/hr, $5 night differential
Sign-on bonus: $10,000"#;

/// Pasted from a page with all that stands around the posting.
const PASTED: &str = r#"Skip to main content
LinkedIn
Home
My Network
Jobs
Messaging
Notifications
Quill & Anchor logo
Quill & Anchor
Share
Show more options
Senior Data Analyst
Leeds, England, United Kingdom · Reposted 2 weeks ago · Over 100 people clicked apply
Promoted by hirer · Responses managed off LinkedIn
 £48K/yr - £58K/yr
 Hybrid
 Full-time
Easy Apply
Save
Save Senior Data Analyst at Quill & Anchor
How your profile and resume fit this job
Get AI-powered advice on this job and more exclusive features with Premium.
Try Premium for £0
About the job
Quill & Anchor publishes books about the sea. Our data team turns sales into decisions.

What you'll do
Build dashboards in Looker and Tableau
Model data with dbt on Snowflake
Partner with marketing and finance

What we're looking for
4+ years in an analytics role
Advanced SQL; Python a plus
Experience with dbt, Snowflake or BigQuery
Strong communication skills
A degree in a quantitative subject (maths, economics, statistics)

Desirable
Publishing or retail experience
Experience with Airflow

Set alert for similar jobs
Senior Data Analyst, Leeds
See how you compare to 214 applicants
About the company
Quill & Anchor
1,204 followers
Book Publishing · 51-200 employees
…
show more"#;

/// One paragraph.
const PARAGRAPH: &str = r#"Harbor Light Accounting is looking for a Staff Accountant to join our office in Savannah, GA. You will close the books every month, reconcile accounts and prepare tax returns for small businesses. We need someone with a bachelor's degree in accounting or finance, two to four years of experience in public accounting, and strong skills in QuickBooks and Excel. A CPA license or progress towards one is preferred, and experience with Xero would be a plus. The role is full-time, pays $58,000 to $66,000, and comes with health insurance and a 401k."#;

/// A school.
const TEACHER: &str = r#"JOB DESCRIPTION

POST TITLE: Teacher of Mathematics
SCHOOL: Fernbrook Academy
RESPONSIBLE TO: Head of Department
SALARY: MPS/UPS

PERSON SPECIFICATION

Essential
Qualified Teacher Status (QTS)
A good honours degree in mathematics or a related subject
Experience of teaching Key Stage 3 and 4
Commitment to safeguarding

Desirable
Ability to teach A level
Experience of using Google Classroom

Fernbrook Academy is committed to safeguarding and promoting the welfare of children. All posts are subject to an enhanced DBS check."#;

/// A warehouse: short, in capitals, bullets without a blank.
const WAREHOUSE: &str = r#"Forklift Operator (2nd shift) – $21.50/hr
Dock & Dale Logistics, Columbus, OH 43215

Now hiring! Start next week.

WHAT YOU NEED:
-Valid forklift certification
-1+ yrs warehouse exp
-Able to lift 50 lbs
-High school diploma or GED
-Steel toe boots
PLUSES:
-RF scanner exp
-Spanish

Apply today! Text JOBS to 55501. EOE"#;

/// An executive.
const EXECUTIVE: &str = r#"Vice President, Marketing
Company: Alder & Finch Foods
Location: Chicago, IL (Hybrid)
Department: Marketing | Reports to: Chief Executive Officer

About Alder & Finch Foods
Alder & Finch Foods makes frozen vegetables.

Key Responsibilities:
• Lead a team of 24 across brand, digital and trade marketing
• Manage an annual budget of $40 million

Required Qualifications:
• 12+ years of progressive marketing experience, including 5+ years in a leadership role
• Bachelor's degree required; MBA strongly preferred
• Proven experience in consumer packaged goods (CPG)
• Expertise in brand strategy, P&L management and media buying
• Proficiency in Google Analytics, Salesforce Marketing Cloud and HubSpot

Preferred Qualifications:
• Experience with Nielsen or IRI data"#;

/// Who, where, and what is asked for: one a line, the priority in front.
fn told(raw: &str) -> Vec<String> {
    let posting = read(raw, None, None, None);
    let mut told = vec![format!("{} | {} | {}", posting.title, posting.company, posting.location)];
    told.extend(posting.requirements.iter().map(|one| {
        let what = match &one.ask {
            Ask::Skill { name } => name.clone(),
            Ask::AnyOf { names } => names.join(" or "),
            Ask::Years { years, area } => format!("{years} years {area}").trim().to_owned(),
            Ask::Degree { level, fields } => format!("{level:?} {}", fields.join(", ")).trim().to_owned(),
            Ask::Certification { name } => format!("certificate {name}"),
        };
        format!("{:?} {what}", one.priority)
    }));
    told.extend(posting.warnings.iter().map(|warning| format!("warning {}", warning.code)));
    told
}

#[rstest]
#[case(STARTUP, &["Founding Full-Stack Engineer | Pebblebee Labs | Remote (EU time zones)", "Must 3 years TypeScript", "Must TypeScript", "Must Node.js or Deno", "Must SQL", "Must Docker", "Must English", "Nice Supabase", "Nice React Native"])]
#[case(GERMAN, &["Konstrukteur Sondermaschinenbau | Musterwerk Maschinenbau GmbH | Kassel", "Must Bachelor", "Must 3 years Sondermaschinenbau", "Must SolidWorks", "Must English", "Nice SAP"])]
#[case(GOVERNMENT, &["Environmental Protection Specialist | Department of Rivers and Harbors, Office of Water Quality | Harborview, MD", "Must certificate Driving licence", "Must 1 years specialized", "Must Bachelor natural science", "Must Clean Water Act", "Must Geographic information systems", "Must ArcGIS", "Nice R or Python"])]
#[case(NURSE, &["RN | Willow Creek Regional Medical Center | Bend, OR", "Must Nursing", "Nice Bachelor", "Must certificate Registered Nurse", "Must certificate BLS", "Must certificate ACLS", "Must certificate PALS", "Must 1 years acute care", "Must Acute care", "Nice TNCC", "Nice CEN", "Nice Epic", "Nice Spanish"])]
#[case(PASTED, &["Senior Data Analyst | Quill & Anchor | Leeds, England, United Kingdom", "Must 4 years analytics role", "Must SQL", "Nice Python", "Must dbt or Snowflake or BigQuery", "Must Communication", "Must Bachelor quantitative subject", "Must Statistics", "Nice Apache Airflow"])]
#[case(PARAGRAPH, &["Staff Accountant | Harbor Light Accounting | Savannah, GA", "Must Bachelor accounting, finance", "Must 2 years public accounting", "Must Accounting", "Must QuickBooks", "Must Microsoft Excel", "Nice certificate CPA", "Nice Xero"])]
#[case(TEACHER, &["Teacher of Mathematics | Fernbrook Academy | ", "Must certificate Qualified Teacher Status", "Must Bachelor mathematics", "Must Teaching", "Must Safeguarding", "Nice Google Classroom"])]
#[case(WAREHOUSE, &["Forklift Operator (2nd shift) | Dock & Dale Logistics | Columbus, OH", "Must certificate Forklift licence", "Must 1 years warehouse", "Must Secondary", "Nice RF", "Nice Spanish"])]
#[case(EXECUTIVE, &["Vice President, Marketing | Alder & Finch Foods | Chicago, IL (Hybrid)", "Must 12 years marketing", "Must 5 years leadership role", "Must Leadership", "Must Bachelor", "Must CPG", "Must Google Analytics", "Must Salesforce", "Must HubSpot", "Nice Nielsen or IRI"])]
fn a_posting_of_any_style_is_read(#[case] raw: &str, #[case] expected: &[&str]) {
    assert_eq!(told(raw), expected);
}

#[test]
fn what_stands_around_a_pasted_posting_is_gone() {
    let text = read(PASTED, None, None, None).text;
    for gone in ["LinkedIn", "Notifications", "Premium", "logo", "followers", "clicked apply", "Easy Apply"] {
        assert!(!text.contains(gone), "{gone}: {text}");
    }
    assert!(text.contains("Model data with dbt on Snowflake"), "{text}");
}

#[test]
fn a_line_that_begins_like_a_heading_still_asks() {
    let raw = "Baker\n\nRequirements\nExperience with Excel\nStrong communication skills\nSkills\nSQL";
    assert_eq!(told(raw)[1..4], ["Must Microsoft Excel", "Must Communication", "Must SQL"]);
}
