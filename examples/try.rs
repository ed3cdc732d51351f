use claimsift::*;
fn main(){
  let a=match Analyzer::with_rules(&[],true){Ok(a)=>a,Err(e)=>{for x in e{eprintln!("{x}")};std::process::exit(2)}};
  for w in a.warnings(){eprintln!("warn {w}")}
  let text=std::env::args().nth(1).unwrap();
  let r=claimsift::read::Record{text,..Default::default()};
  let mut s=Scratch::default();
  let art=a.read(r,None,&mut s);
  let x=a.analyze(&art,Split::None,&mut s);
  println!("{x:#?}");
}
