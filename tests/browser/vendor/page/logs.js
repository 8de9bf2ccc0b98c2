'use strict';

/** Opens the way to the servers, and asks whether logs are wanted (dossier §2). */
wellClient.warmUp = () => {
  const { config } = wellClient;
  $.ajax({ url: `${config.protocol}${config.SDK}`, type: 'GET', dataType: 'text' });
  if (!config.logPrefix) return;
  $.ajax({
    url: `${config.protocol}${config.logPrefix}/log/conf?token=welljoint`,
    type: 'GET',
    dataType: 'text',
  })
    .done((answer) => {
      config.sendLog = answer === 'yes';
      wellClient.onLog({ type: 'log', content: `sendLog ${config.sendLog}` });
    })
    .fail(() => {
      config.sendLog = false;
    });
};

/** Sends a line of the log; an answer that is no JSON, or an empty 200, ends that (dossier §3). */
wellClient.sendLog = (content) => {
  const { config, env } = wellClient;
  return $.ajax({
    url: `${config.protocol}${config.logPrefix}/log/wellclient?token=welljoint`,
    type: 'POST',
    dataType: 'json',
    contentType: 'application/json; charset=UTF-8',
    data: JSON.stringify({ loginId: env.loginId, content }),
    timeout: 2000,
  }).fail(() => {
    config.sendLog = false;
  });
};

wellClient.uploadLog = (text) => {
  const { config, env } = wellClient;
  const now = new Date();
  const hour = [now.getMonth() + 1, now.getDate(), now.getHours()]
    .map((part) => String(part).padStart(2, '0'))
    .join('');
  const name = `${env.domain}w${env.jobNumber}w${hour}txt`.replace(/[^0-9a-zA-Z]/g, '');
  return $.ajax({
    url: `${config.protocol}${config.SDK}${config.cstaPort}/client-log/upload?filename=${name}`,
    type: 'POST',
    contentType: 'text/xml',
    data: text,
  });
};
